package dev.tidemark.cold.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;

import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/// Columns as a schema of Parquet. Times are UTC.
public final class Schemas {

    private Schemas() {}

    public static MessageType of(Layout layout) {
        return of(layout.dataset().label(), layout.columns());
    }

    /// The schema of a table with this name.
    public static MessageType of(String name, List<? extends Column<?>> columns) {
        var builder = Types.buildMessage();
        columns.forEach(column -> builder.addField(of(column)));
        return builder.named(name);
    }

    public static PrimitiveType of(Column<?> column) {
        return switch (column) {
            case Column.Whole<?> whole ->
                switch (whole.unit()) {
                    case COUNT -> type(column, PrimitiveTypeName.INT64).named(column.name());
                    case MILLIS -> time(column, TimeUnit.MILLIS);
                    case MICROS -> time(column, TimeUnit.MICROS);
                };
            case Column.Real<?> _ -> type(column, PrimitiveTypeName.DOUBLE).named(column.name());
            case Column.Name<?> _, Column.Text<?> _ ->
                type(column, PrimitiveTypeName.BINARY).as(stringType()).named(column.name());
        };
    }

    private static PrimitiveType time(Column<?> column, TimeUnit unit) {
        return type(column, PrimitiveTypeName.INT64)
                .as(timestampType(true, unit))
                .named(column.name());
    }

    private static Types.PrimitiveBuilder<PrimitiveType> type(Column<?> column, PrimitiveTypeName name) {
        return Types.primitive(name, column.isOptional() ? Repetition.OPTIONAL : Repetition.REQUIRED);
    }
}
