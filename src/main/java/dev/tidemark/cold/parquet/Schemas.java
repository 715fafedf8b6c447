package dev.tidemark.cold.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;

import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/// A [Layout] as a schema of Parquet. Times are UTC.
public final class Schemas {

    private Schemas() {}

    public static MessageType of(Layout layout) {
        var builder = Types.buildMessage();
        layout.columns().forEach(column -> builder.addField(of(column)));
        return builder.named(layout.dataset().label());
    }

    public static PrimitiveType of(Column column) {
        return switch (column) {
            case Column.Whole whole ->
                switch (whole.unit()) {
                    case COUNT -> type(column, PrimitiveTypeName.INT64).named(column.name());
                    case MILLIS -> time(column, TimeUnit.MILLIS);
                    case MICROS -> time(column, TimeUnit.MICROS);
                };
            case Column.Real _ -> type(column, PrimitiveTypeName.DOUBLE).named(column.name());
            case Column.Name _, Column.Text _ ->
                type(column, PrimitiveTypeName.BINARY).as(stringType()).named(column.name());
        };
    }

    private static PrimitiveType time(Column column, TimeUnit unit) {
        return type(column, PrimitiveTypeName.INT64)
                .as(timestampType(true, unit))
                .named(column.name());
    }

    private static Types.PrimitiveBuilder<PrimitiveType> type(Column column, PrimitiveTypeName name) {
        return Types.primitive(name, column.isOptional() ? Repetition.OPTIONAL : Repetition.REQUIRED);
    }
}
