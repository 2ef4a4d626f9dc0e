package io.secureconnect.core.runtime;

import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.core.keying.KeyDemand;
import io.secureconnect.core.keying.Keying;
import io.secureconnect.core.keying.KeyingEffect;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.KeyChannel;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A keying that answers as the test wrote down, and the channel beside it; both keep what they heard. */
final class FakeKeying implements Keying, KeyChannel {
    final List<Map<HostPair, EspParameters>> synchronizedWith = new ArrayList<>();
    final List<BackendSnapshot> snapshots = new ArrayList<>();
    final List<BackendEvent> events = new ArrayList<>();
    final List<SealedInstruction> instructions = new ArrayList<>();
    final List<List<ChangeResult>> results = new ArrayList<>();
    final List<KeyReport> reports = new ArrayList<>();
    final Deque<List<KeyingEffect>> answers = new ArrayDeque<>();
    Optional<RuntimeException> failure = Optional.empty();
    Optional<RuntimeException> channelFailure = Optional.empty();
    int opened;
    int closed;
    private Consumer<SealedInstruction> inbox = instruction -> {
        throw new AssertionError("the channel is not open");
    };

    ControllerSource.Parts source() {
        return new ControllerSource.Parts(this, this::on, this);
    }

    void deliver(SealedInstruction instruction) {
        inbox.accept(instruction);
    }

    @Override
    public List<KeyingEffect> synchronize(KeyDemand wanted, BackendSnapshot installed, Instant now) {
        synchronizedWith.add(wanted.parameters());
        snapshots.add(installed);
        return answer();
    }

    @Override
    public List<KeyingEffect> on(BackendEvent event, Instant now) {
        events.add(event);
        return answer();
    }

    @Override
    public List<KeyingEffect> on(List<ChangeResult> outcomes, Instant now) {
        results.add(outcomes);
        return answer();
    }

    private List<KeyingEffect> on(SealedInstruction instruction, Instant now) {
        instructions.add(instruction);
        return answer();
    }

    private List<KeyingEffect> answer() {
        if (failure.isPresent()) {
            throw failure.get();
        }
        return answers.isEmpty() ? List.of() : answers.remove();
    }

    @Override
    public void open(Consumer<SealedInstruction> inbox) {
        opened++;
        this.inbox = inbox;
    }

    @Override
    public void report(KeyReport report) {
        if (channelFailure.isPresent()) {
            throw channelFailure.get();
        }
        reports.add(report);
    }

    @Override
    public void close() {
        closed++;
    }
}
