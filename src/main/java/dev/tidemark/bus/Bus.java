package dev.tidemark.bus;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/// Prepares a Vert.x instance for [Topic]s.
public final class Bus {

    private Bus() {}

    /// Registers the codec that passes payloads by reference. To be called once for each Vert.x instance.
    public static void install(Vertx vertx) {
        vertx.eventBus().registerDefaultCodec(Parcel.class, new ByReference());
    }

    /// Hands the object over as it is. Without it Vert.x would copy serializable records.
    private static final class ByReference implements MessageCodec<Parcel, Parcel> {

        @Override
        public void encodeToWire(Buffer buffer, Parcel parcel) {
            throw new IllegalStateException("Expected a local receiver: parcels do not leave the process");
        }

        @Override
        public Parcel decodeFromWire(int position, Buffer buffer) {
            throw new IllegalStateException("Expected a local sender: parcels do not leave the process");
        }

        @Override
        public Parcel transform(Parcel parcel) {
            return parcel;
        }

        @Override
        public String name() {
            return "by-reference";
        }

        @Override
        public byte systemCodecID() {
            return -1;
        }
    }
}
