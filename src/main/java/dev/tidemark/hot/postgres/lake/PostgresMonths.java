package dev.tidemark.hot.postgres.lake;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.Partition;
import dev.tidemark.cold.compact.Holdings;
import dev.tidemark.cold.compact.Months;
import dev.tidemark.cold.compact.SiteMonth;
import dev.tidemark.hot.postgres.client.Connections;
import dev.tidemark.market.Dataset;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Months in the manifest of PostgreSQL.
public final class PostgresMonths implements Months {

    private static final String DUE = """
        select d.partition, date_trunc('month', d.day)::date as month
          from tier_days d left join lake_files f using (file_id)
         where d.dataset = 'samples' and d.day < $1
         group by 1, 2
        having bool_and(d.file_id is not null) and bool_or(f.kind = 'day')
         order by 2, 1\
        """;
    private static final String HOLDINGS = "select file_id, holds from lake_files where file_id = any($1)";
    private static final String NOTE = "update lake_files set holds = $2 where file_id = $1 and state = 'planned'";
    private static final String DROP_DAYS = """
        update lake_files f set state = 'superseded', superseded = clock_timestamp()
         where f.dataset = 'samples' and f.kind = 'day' and f.state = 'live'
           and exists (select from tier_days d join lake_files m on m.file_id = d.file_id
                        where d.dataset = f.dataset and d.partition = f.partition and d.day = f.from_day
                          and m.kind = 'month' and m.state = 'live')\
        """;

    private final Connections connections;

    public PostgresMonths(Connections connections) {
        this.connections = connections;
    }

    @Override
    public Future<List<SiteMonth>> due(LocalDate before) {
        return connections.query(DUE, before).map(PostgresMonths::months);
    }

    @Override
    public Future<Map<Long, Holdings>> holdings(Collection<Long> months) {
        return connections.query(HOLDINGS, (Object) months.toArray(Long[]::new)).map(rows -> {
            Map<Long, Holdings> idToHoldings = new HashMap<>();
            for (Row row : rows) {
                String holds = row.getString("holds");
                if (holds != null) {
                    idToHoldings.put(row.getLong("file_id"), Holdings.parse(holds));
                }
            }
            return idToHoldings;
        });
    }

    @Override
    public Future<Void> note(ColdFile planned, Holdings holdings) {
        return connections.query(NOTE, planned.id(), holdings.text()).mapEmpty();
    }

    @Override
    public Future<Integer> dropDays() {
        return connections.query(DROP_DAYS).map(RowSet::rowCount);
    }

    private static List<SiteMonth> months(RowSet<Row> rows) {
        List<SiteMonth> months = new ArrayList<>();
        for (Row row : rows) {
            months.add(new SiteMonth(
                    new Partition(Dataset.SAMPLES, row.getString("partition")),
                    YearMonth.from(row.getLocalDate("month"))));
        }
        return months;
    }
}
