package dev.tidemark.cli.capture;

import dev.tidemark.recording.ReplayFault;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A fault as it is written on the command line.
///
/// @param source which recording's; null for all
record FaultOption(@Nullable String source, ReplayFault fault) {

    static final String FORMS = "cut@N, stall@N, silence@N, half-open@N, garbage@N:COUNT, unknown@N:COUNT,"
            + " reject[:SYMBOL], refuse:STATUS[:RETRY-AFTER], clock:MILLISECONDS";

    private static final int DEFAULT_COUNT = 10;

    /// Reads `[source=]kind[@frames][:argument…]`.
    static final class Converter implements ITypeConverter<FaultOption> {

        @Override
        public FaultOption convert(String text) {
            int equals = text.indexOf('=');
            String source = equals < 0 ? null : text.substring(0, equals);
            List<String> words = Arrays.asList(text.substring(equals + 1).split("[@:]"));
            var arguments = words.iterator();
            try {
                return new FaultOption(source, fault(arguments.next(), arguments));
            } catch (NumberFormatException e) {
                throw new TypeConversionException("expected one of " + FORMS + ", was '" + text + "'");
            }
        }

        private static ReplayFault fault(String kind, Iterator<String> arguments) {
            return switch (kind) {
                case "cut" -> new ReplayFault.Cut(number(arguments, 0));
                case "stall" -> new ReplayFault.Stall(number(arguments, 0));
                case "silence" -> new ReplayFault.Silence(number(arguments, 0));
                case "half-open" -> new ReplayFault.HalfOpen(number(arguments, 0));
                case "garbage" -> new ReplayFault.Garbage(number(arguments, 0), count(arguments));
                case "unknown" -> new ReplayFault.UnknownMessages(number(arguments, 0), count(arguments));
                case "reject" ->
                    new ReplayFault.RejectSubscription(
                            arguments.hasNext() ? arguments.next() : null, "refused by --fault");
                case "refuse" ->
                    new ReplayFault.RefuseUpgrade(
                            (int) number(arguments, 429), arguments.hasNext() ? arguments.next() : null);
                case "clock" -> new ReplayFault.ClockOffset(Duration.ofMillis(number(arguments, 0)));
                default -> throw new NumberFormatException(kind);
            };
        }

        private static int count(Iterator<String> arguments) {
            return (int) number(arguments, DEFAULT_COUNT);
        }

        private static long number(Iterator<String> arguments, long otherwise) {
            return arguments.hasNext() ? Long.parseLong(arguments.next()) : otherwise;
        }
    }
}
