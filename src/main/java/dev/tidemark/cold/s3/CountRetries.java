package dev.tidemark.cold.s3;

import dev.tidemark.cold.object.ObjectCounters;
import dev.tidemark.cold.object.ObjectCounters.Operation;
import dev.tidemark.cold.object.ObjectCounters.Outcome;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/// Counts requests that the library sends again.
final class CountRetries implements ExecutionInterceptor {

    private static final ExecutionAttribute<Boolean> IS_SENT = new ExecutionAttribute<>("tidemark.isSent");

    private final ObjectCounters counters;

    CountRetries(ObjectCounters counters) {
        this.counters = counters;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (attributes.getAttribute(IS_SENT) != null) {
            counters.count(operation(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)), Outcome.RETRIED);
        }
        attributes.putAttribute(IS_SENT, true);
    }

    private static Operation operation(String name) {
        return switch (name) {
            case "GetObject" -> Operation.READ;
            case "HeadObject" -> Operation.HEAD;
            case "ListObjectsV2" -> Operation.LIST;
            case "DeleteObject" -> Operation.DELETE;
            default -> Operation.PUT;
        };
    }
}
