package io.secureconnect.core.runtime;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.core.keying.Keying;
import io.secureconnect.core.keying.KeyingEffect;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.KeyChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Asks the keying, carries out what it answers, and brings the outcomes back until it has nothing more to say. */
final class KeyingDriver implements AutoCloseable {
    private final Optional<Source> source;
    private final Kernel kernel;
    private final Bookkeeping books;
    private final Consumer<SealedInstruction> inbox;
    private boolean open;

    /** Keys from a distributor. */
    record Source(Keying keying, Instructions instructions, KeyChannel channel) {}

    /** The keying's ear for its distributor. */
    @FunctionalInterface
    interface Instructions {
        List<KeyingEffect> on(SealedInstruction instruction, Instant now);
    }

    /** @param inbox takes what the distributor says, on any thread */
    KeyingDriver(Optional<Source> source, Kernel kernel, Bookkeeping books, Consumer<SealedInstruction> inbox) {
        this.source = source;
        this.kernel = kernel;
        this.books = books;
        this.inbox = inbox;
    }

    /** The ways to keys that this engine has. */
    Set<KeyingMode> modes() {
        return source.isPresent() ? Set.of(KeyingMode.CONTROLLER) : Set.of();
    }

    List<ChangeResult> synchronize(Map<HostPair, EspParameters> wanted, BackendSnapshot installed, Instant now) {
        return ask(now, keys -> {
            openChannel(keys.channel());
            return keys.keying().synchronize(wanted, installed, now);
        });
    }

    void on(BackendEvent event, Instant now) {
        ask(now, keys -> keys.keying().on(event, now));
    }

    void on(SealedInstruction instruction, Instant now) {
        ask(now, keys -> keys.instructions().on(instruction, now));
    }

    @Override
    public void close() {
        source.ifPresent(keys -> keys.channel().close());
    }

    private interface Question {
        List<KeyingEffect> to(Source keys);
    }

    private List<ChangeResult> ask(Instant now, Question question) {
        List<ChangeResult> outcomes = new ArrayList<>();
        source.ifPresent(keys -> {
            List<KeyingEffect> effects = orFault(() -> question.to(keys), List.of());
            while (!effects.isEmpty()) {
                List<ChangeResult> results = change(effects, now);
                outcomes.addAll(results);
                effects.forEach(effect -> say(effect, keys.channel()));
                effects = results.isEmpty()
                        ? List.of()
                        : orFault(() -> keys.keying().on(results, now), List.of());
            }
        });
        return outcomes;
    }

    /** Keys are wiped as soon as the kernel has had its chance, whatever became of it. */
    private List<ChangeResult> change(List<KeyingEffect> effects, Instant now) {
        List<BackendChange> changes = effects.stream()
                .filter(effect -> effect.kind() == KeyingEffect.Kind.CHANGE)
                .map(effect -> ((KeyingEffect.Change) effect).change())
                .collect(Collectors.toList());
        if (changes.isEmpty()) {
            return List.of();
        }
        try {
            List<ChangeResult> results = kernel.apply(changes);
            books.keyed(results, now);
            return results;
        } finally {
            changes.stream()
                    .filter(change -> change.kind() == BackendChange.Kind.INSTALL_SA)
                    .forEach(change -> ((InstallSa) change).sa().close());
        }
    }

    private void say(KeyingEffect effect, KeyChannel channel) {
        switch (effect.kind()) {
            case CHANGE -> {} // done already
            case REPORT -> report(channel, ((KeyingEffect.Report) effect).report());
            case FAULT -> {
                KeyingEffect.Fault fault = (KeyingEffect.Fault) effect;
                books.refused(fault.path(), fault.code(), fault.message());
            }
        }
    }

    /** A report that is lost is made good when the instruction comes again. */
    private void report(KeyChannel channel, KeyReport report) {
        orFault(
                () -> {
                    channel.report(report);
                    return true;
                },
                false);
    }

    private void openChannel(KeyChannel channel) {
        if (!open) {
            channel.open(inbox);
            open = true;
        }
    }

    private <T> T orFault(Supplier<T> call, T otherwise) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            ErrorCode code = e instanceof SecureConnectException failure ? failure.code() : ErrorCode.INTERNAL;
            books.fault(code, "keying failed: " + e.getMessage());
            return otherwise;
        }
    }
}
