package dev.tidemark.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricNamesTest {

    @Test
    void namesAreUniqueAndFollowTheRulesOfPrometheus() {
        List<String> names = Arrays.stream(MetricNames.class.getDeclaredFields())
                .filter(field -> Modifier.isPublic(field.getModifiers()))
                .map(MetricNamesTest::value)
                .toList();

        assertThat(names).doesNotHaveDuplicates().isNotEmpty();
        assertThat(names).allMatch(name -> name.matches("tidemark(_[a-z]+)+"));
    }

    @Test
    void namesArriveInTheTextAsTheyStandHere() {
        var metrics = new Metrics();
        metrics.with(figures -> {
            figures.counter(MetricNames.MESSAGES_RECEIVED, 5, "source", "acme");
            figures.gauge(MetricNames.HOT_BYTES, 7, "table", "ticks");
            figures.gauge(MetricNames.BUILD, 1, "version", "1");
        });

        assertThat(metrics.scrape())
                .contains(MetricNames.MESSAGES_RECEIVED + "{source=\"acme\"} 5.0")
                .contains(MetricNames.HOT_BYTES + "{table=\"ticks\"} 7.0")
                .contains(MetricNames.BUILD + "{version=\"1\"} 1");
        metrics.close();
    }

    private static String value(Field field) {
        try {
            return String.valueOf(field.get(null));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Expected a public constant", e);
        }
    }
}
