package io.secureconnect.core.runtime;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.core.reconcile.Stages;
import io.secureconnect.spi.BackendCapabilities;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.DatagramPort;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.IpsecBackend;
import io.secureconnect.spi.SpiReservation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The backend as the engine sees it: every change has an outcome, also if the backend broke its word and threw, and every
 * other failure is a {@link SecureConnectException}.
 */
final class Kernel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Kernel.class);

    private final IpsecBackend backend;
    private BackendCapabilities capabilities;

    Kernel(IpsecBackend backend) {
        this.backend = backend;
        this.capabilities = named("capabilities", backend::capabilities);
    }

    /** What it could do when it was looked at last. */
    BackendCapabilities capabilities() {
        return capabilities;
    }

    /** Looks again: somebody may have loaded what was missing. */
    BackendCapabilities refreshedCapabilities() {
        capabilities = named("capabilities", backend::capabilities);
        return capabilities;
    }

    BackendSnapshot snapshot() {
        return named("snapshot", backend::snapshot);
    }

    SpiReservation reserveSpi(HostPair path) {
        return named("reserveSpi", () -> backend.reserveSpi(path));
    }

    DatagramPort openIke(IkePorts ports) {
        return named("openIke", () -> backend.openIke(ports));
    }

    Map<String, Long> counters() {
        return named("counters", backend::counters);
    }

    /** The outcome of each change, in their order. */
    List<ChangeResult> apply(List<BackendChange> changes) {
        List<ChangeResult> results;
        try {
            results = backend.apply(changes);
            requireOneForEach(changes, results);
        } catch (RuntimeException e) {
            LOG.error("the backend failed on {} change(s)", changes.size(), e);
            ErrorCode code = e instanceof SecureConnectException failure ? failure.code() : ErrorCode.INTERNAL;
            results = changes.stream()
                    .map(change -> ChangeResult.failed(change, code, String.valueOf(e.getMessage())))
                    .collect(Collectors.toList());
        }
        results.forEach(Kernel::log);
        return results;
    }

    /** As {@link #apply}, but what fails keeps what comes later from weakening its path. */
    List<ChangeResult> applyInStages(List<BackendChange> changes) {
        Stages stages = new Stages(changes);
        List<ChangeResult> results = new ArrayList<>();
        for (List<BackendChange> stage = stages.next(); !stage.isEmpty(); stage = stages.next()) {
            List<ChangeResult> outcome = apply(stage);
            stages.done(outcome);
            results.addAll(outcome);
        }
        stages.dropped().forEach(change -> LOG.warn("not done, for a change before it failed: {}", change));
        return results;
    }

    @Override
    public void close() {
        backend.close();
    }

    private static void requireOneForEach(List<BackendChange> changes, List<ChangeResult> results) {
        List<BackendChange> answered =
                results.stream().map(ChangeResult::change).collect(Collectors.toList());
        if (!answered.equals(changes)) {
            throw new SecureConnectException(
                    ErrorCode.KERNEL_PROTOCOL,
                    "the backend answered " + answered.size() + " change(s) where it was asked " + changes.size()
                            + "; what it did is unknown until the next look at the kernel");
        }
    }

    private static void log(ChangeResult result) {
        Optional<ChangeResult.Fault> fault = result.fault();
        if (fault.isPresent()) {
            LOG.warn(
                    "{} failed: {} {}",
                    result.change(),
                    fault.get().code(),
                    fault.get().message());
        } else {
            LOG.debug("{} {}", result.outcome(), result.change());
        }
    }

    private static <T> T named(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (SecureConnectException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new SecureConnectException(
                    ErrorCode.KERNEL_PROTOCOL, "the backend failed in " + what + ": " + e.getMessage(), e);
        }
    }
}
