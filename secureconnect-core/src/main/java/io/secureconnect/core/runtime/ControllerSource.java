package io.secureconnect.core.runtime;

import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.core.keying.KeyDemand;
import io.secureconnect.core.keying.Keying;
import io.secureconnect.core.keying.KeyingEffect;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.KeyChannel;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Keys from a distributor. */
final class ControllerSource implements KeyingSource {
    private final Keying keying;
    private final Instructions instructions;
    private final KeyChannel channel;
    private final Consumer<SealedInstruction> inbox;
    private boolean open;

    /** The keying's ear for its distributor. */
    @FunctionalInterface
    interface Instructions {
        List<KeyingEffect> on(SealedInstruction instruction, Instant now);
    }

    /** What an engine is opened with. */
    record Parts(Keying keying, Instructions instructions, KeyChannel channel) {}

    /** @param inbox takes what the distributor says, on any thread */
    ControllerSource(Parts parts, Consumer<SealedInstruction> inbox) {
        this.keying = parts.keying();
        this.instructions = parts.instructions();
        this.channel = parts.channel();
        this.inbox = inbox;
    }

    @Override
    public KeyingMode mode() {
        return KeyingMode.CONTROLLER;
    }

    @Override
    public Keying keying() {
        return keying;
    }

    List<KeyingEffect> on(SealedInstruction instruction, Instant now) {
        return instructions.on(instruction, now);
    }

    /** Opens with the first policy, whatever it asks for: the distributor wants to know who is there. */
    @Override
    public void open(KeyDemand demand) {
        if (!open) {
            channel.open(inbox);
            open = true;
        }
    }

    @Override
    public void report(KeyReport report) {
        channel.report(report);
    }

    @Override
    public void send(Datagram datagram) {
        throw new IllegalStateException("controller keying has no peer to send to");
    }

    @Override
    public void close() {
        channel.close();
    }
}
