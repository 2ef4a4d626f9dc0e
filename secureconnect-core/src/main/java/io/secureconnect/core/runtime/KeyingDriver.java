package io.secureconnect.core.runtime;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.keying.PathNegotiation;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.core.keying.KeyDemand;
import io.secureconnect.core.keying.KeyingEffect;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Negotiate;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.Datagram;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Asks the keyings, carries out what they answer, and brings the outcomes back until they have nothing more to say. */
final class KeyingDriver {
    private final List<KeyingSource> sources;
    private final Kernel kernel;
    private final Bookkeeping books;
    private final ReservedSpis reserved;

    /** @param sources at most one of each mode */
    KeyingDriver(Collection<? extends KeyingSource> sources, Kernel kernel, Bookkeeping books, ReservedSpis reserved) {
        this.sources = List.copyOf(sources);
        this.kernel = kernel;
        this.books = books;
        this.reserved = reserved;
    }

    /** The ways to keys that this engine has. */
    Set<KeyingMode> modes() {
        return sources.stream().map(KeyingSource::mode).collect(Collectors.toUnmodifiableSet());
    }

    /** Larval SAs that a negotiation holds. */
    Set<SaId> reserved() {
        return reserved.held();
    }

    /**
     * Opens what a policy needs, before anything is changed for it.
     *
     * @throws SecureConnectException if something cannot be opened
     */
    void prepare(Map<KeyingMode, KeyDemand> demands) {
        for (KeyingSource source : sources) {
            if (demands.containsKey(source.mode())) {
                source.open(demands.get(source.mode()));
            }
        }
    }

    /** @param demands what policy asks of each mode, as far as it is protected; absent means nothing */
    List<ChangeResult> synchronize(Map<KeyingMode, KeyDemand> demands, BackendSnapshot installed, Instant now) {
        List<ChangeResult> outcomes = new ArrayList<>();
        for (KeyingSource source : sources) {
            KeyDemand demand = demands.getOrDefault(source.mode(), KeyDemand.nothing());
            outcomes.addAll(ask(source, now, () -> {
                source.open(demand);
                return source.keying().synchronize(demand, installed, now);
            }));
        }
        return outcomes;
    }

    void on(BackendEvent event, Instant now) {
        sources.forEach(source -> ask(source, now, () -> source.keying().on(event, now)));
    }

    void on(SealedInstruction instruction, Instant now) {
        for (KeyingSource source : sources) {
            if (source instanceof ControllerSource controller) {
                ask(source, now, () -> controller.on(instruction, now));
            }
        }
    }

    void on(Collection<Datagram> datagrams, Instant now) {
        for (KeyingSource source : sources) {
            if (source.mode() == KeyingMode.IKE) {
                datagrams.forEach(
                        datagram -> ask(source, now, () -> source.keying().on(datagram, now)));
            }
        }
    }

    /** When a keying has something to do by itself. */
    Optional<Instant> wakeAt() {
        return sources.stream()
                .flatMap(source -> source.keying().wakeAt().stream())
                .min(Instant::compareTo);
    }

    void wake(Instant now) {
        for (KeyingSource source : sources) {
            if (source.keying().wakeAt().filter(at -> !at.isAfter(now)).isPresent()) {
                ask(source, now, () -> source.keying().wake(now));
            }
        }
    }

    void suspended(boolean suspended) {
        sources.forEach(source -> source.keying().suspended(suspended));
    }

    Optional<PathNegotiation> negotiation(HostPair path) {
        return sources.stream()
                .flatMap(source -> source.keying().negotiation(path).stream())
                .findFirst();
    }

    Map<String, Long> counters() {
        Map<String, Long> all = new TreeMap<>();
        sources.forEach(source -> all.putAll(source.keying().counters()));
        return all;
    }

    /**
     * Ends the keyings.
     *
     * @param farewell whether their SAs go and peers are told so
     */
    void end(boolean farewell, Instant now) {
        sources.forEach(source -> ask(source, now, () -> source.keying().end(farewell, now)));
        reserved.releaseAll();
    }

    void close() {
        sources.forEach(KeyingSource::close);
    }

    private List<ChangeResult> ask(KeyingSource source, Instant now, Supplier<List<KeyingEffect>> question) {
        List<ChangeResult> outcomes = new ArrayList<>();
        List<KeyingEffect> effects = orFault(question, List.of());
        while (!effects.isEmpty()) {
            List<ChangeResult> results = carryOut(source, effects, now);
            outcomes.addAll(results);
            effects = results.isEmpty()
                    ? List.of()
                    : orFault(() -> source.keying().on(results, now), List.of());
        }
        return outcomes;
    }

    /** In their order; changes that stand beside each other go to the kernel together. */
    private List<ChangeResult> carryOut(KeyingSource source, List<KeyingEffect> effects, Instant now) {
        List<ChangeResult> results = new ArrayList<>();
        List<BackendChange> together = new ArrayList<>();
        for (KeyingEffect effect : effects) {
            if (effect.kind() == KeyingEffect.Kind.CHANGE) {
                together.add(((KeyingEffect.Change) effect).change());
            } else {
                results.addAll(change(together, now));
                together.clear();
                say(effect, source);
            }
        }
        results.addAll(change(together, now));
        return results;
    }

    /** Keys are wiped as soon as the kernel has had its chance, whatever became of it. */
    private List<ChangeResult> change(List<BackendChange> together, Instant now) {
        if (together.isEmpty()) {
            return List.of();
        }
        List<BackendChange> changes = List.copyOf(together);
        try {
            List<ChangeResult> results = kernel.apply(changes);
            reserved.noted(results);
            books.keyed(results, now);
            return results;
        } finally {
            changes.forEach(KeyingDriver::wipe);
        }
    }

    private static void wipe(BackendChange change) {
        if (change.kind() == BackendChange.Kind.INSTALL_SA) {
            ((InstallSa) change).sa().close();
        } else if (change.kind() == BackendChange.Kind.NEGOTIATE) {
            ((Negotiate) change).terms().close();
        }
    }

    /** A report that is lost is made good when the instruction comes again; a datagram, when it is repeated. */
    private void say(KeyingEffect effect, KeyingSource source) {
        switch (effect.kind()) {
            case CHANGE -> {} // done already
            case REPORT -> orFault(() -> source.report(((KeyingEffect.Report) effect).report()));
            case SEND -> orFault(() -> source.send(((KeyingEffect.Send) effect).datagram()));
            case ANNOUNCE -> books.announce(((KeyingEffect.Announce) effect).event());
            case FAULT -> {
                KeyingEffect.Fault fault = (KeyingEffect.Fault) effect;
                books.refused(fault.path(), fault.code(), fault.message());
            }
        }
    }

    private void orFault(Runnable call) {
        orFault(
                () -> {
                    call.run();
                    return true;
                },
                false);
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
