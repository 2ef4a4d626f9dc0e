package io.secureconnect.core.keying.daemon;

import io.secureconnect.api.IkeOptions;
import io.secureconnect.api.event.SecureConnectEvent;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.keying.PathNegotiation;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.core.keying.KeyDemand;
import io.secureconnect.core.keying.Keying;
import io.secureconnect.core.keying.KeyingEffect;
import io.secureconnect.core.keying.PathDemand;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.NativeNegotiation;
import io.secureconnect.spi.NativeTerms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Hands the operating system's own IKE the terms of each path, and again if policy or credentials have changed: with every
 * look at the kernel, so that a new key takes effect within a minute. The daemon does the rest; when a path is no longer its
 * own, the reconciler ends it.
 */
public final class NativeKeying implements Keying {
    private final DaemonTerms terms;

    /** Why a path has no terms; told once, until there are some. */
    private final Map<HostPair, PathNegotiation.Failure> failures = new HashMap<>();

    /**
     * The keying of one host.
     *
     * @param options the credentials; without, only policies that authenticate by certificate can be carried out
     * @param proposals how the daemon can protect IKE
     */
    public NativeKeying(Optional<IkeOptions> options, Supplier<Set<IkeProposal>> proposals) {
        this.terms = new DaemonTerms(options, proposals);
    }

    @Override
    public List<KeyingEffect> synchronize(KeyDemand wanted, BackendSnapshot installed, Instant now) {
        failures.keySet().retainAll(wanted.paths().keySet());
        List<KeyingEffect> effects = new ArrayList<>();
        wanted.paths().forEach((path, demand) -> {
            DaemonTerms.Answer answer = terms.of(wanted, demand);
            Optional<NativeTerms> known = answer.terms();
            if (known.isPresent()) {
                failures.remove(path);
                negotiate(path, known.get(), installed).ifPresent(effects::add);
            } else {
                refuse(path, demand, answer, now).ifPresent(effects::add);
            }
        });
        return effects;
    }

    @Override
    public List<KeyingEffect> on(BackendEvent event, Instant now) {
        return List.of();
    }

    @Override
    public List<KeyingEffect> on(List<ChangeResult> results, Instant now) {
        return List.of();
    }

    @Override
    public Optional<PathNegotiation> negotiation(HostPair path) {
        return Optional.ofNullable(failures.get(path))
                .map(failure -> new PathNegotiation(path, Optional.empty(), Optional.of(failure)));
    }

    /** Terms that are there already are not handed over again, and their secret is wiped. */
    private static Optional<KeyingEffect> negotiate(HostPair path, NativeTerms terms, BackendSnapshot installed) {
        Optional<Bytes> there =
                Optional.ofNullable(installed.negotiated().get(path)).flatMap(NativeNegotiation::fingerprint);
        if (there.equals(Optional.of(terms.fingerprint()))) {
            terms.close();
            return Optional.empty();
        }
        return Optional.of(new KeyingEffect.Change(new BackendChange.Negotiate(path, terms)));
    }

    /** What is programmed already goes on: credentials that cannot be had end nothing. */
    private Optional<KeyingEffect> refuse(HostPair path, PathDemand demand, DaemonTerms.Answer answer, Instant now) {
        PathNegotiation.Failure before = failures.get(path);
        if (before != null && before.detail().equals(answer.fault())) {
            return Optional.empty();
        }
        failures.put(path, new PathNegotiation.Failure(NegotiationFailure.NO_CREDENTIAL, answer.fault(), now));
        return Optional.of(new KeyingEffect.Announce(new SecureConnectEvent.IkeFailed(
                path, demand.association().remote(), NegotiationFailure.NO_CREDENTIAL, answer.fault())));
    }
}
