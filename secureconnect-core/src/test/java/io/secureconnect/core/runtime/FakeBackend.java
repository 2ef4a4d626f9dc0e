package io.secureconnect.core.runtime;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaState;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.reconcile.KernelModel;
import io.secureconnect.core.reconcile.Plans;
import io.secureconnect.spi.BackendCapabilities;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.InstalledSa;
import io.secureconnect.spi.IpsecBackend;
import io.secureconnect.spi.SpiReservation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A kernel of maps, with everything a test may want to break in it, and all that was asked of it. */
final class FakeBackend implements IpsecBackend {
    final KernelModel kernel = new KernelModel();
    final List<BackendChange> asked = new ArrayList<>();
    final Map<String, Long> counters = new HashMap<>();
    BackendCapabilities capabilities = Plans.kernel().build();
    Instant now = Instant.EPOCH;
    int nextSpi = 0x9000;
    int snapshots;
    int closed;
    Predicate<BackendChange> refuses = change -> false;
    Optional<RuntimeException> snapshotFailure = Optional.empty();
    Optional<RuntimeException> applyFailure = Optional.empty();
    Runnable beforeSnapshot = () -> {};
    UnaryOperator<List<ChangeResult>> garbles = UnaryOperator.identity();
    private Consumer<BackendEvent> listener = event -> {
        throw new AssertionError("nobody listens to " + event);
    };

    @Override
    public BackendCapabilities capabilities() {
        return capabilities;
    }

    @Override
    public BackendSnapshot snapshot() {
        beforeSnapshot.run();
        snapshots++;
        if (snapshotFailure.isPresent()) {
            throw snapshotFailure.get();
        }
        return kernel.snapshot();
    }

    @Override
    public List<ChangeResult> apply(List<? extends BackendChange> changes) {
        asked.addAll(changes);
        if (applyFailure.isPresent()) {
            throw applyFailure.get();
        }
        return garbles.apply(changes.stream()
                .map(change -> refuses.test(change)
                        ? ChangeResult.failed(change, ErrorCode.KERNEL_REFUSED, "EINVAL, says the kernel")
                        : kernel.apply(change, now))
                .collect(Collectors.toList()));
    }

    /** The kinds of what was asked since the last call. */
    List<BackendChange.Kind> takeAskedKinds() {
        List<BackendChange.Kind> kinds = asked.stream().map(BackendChange::kind).collect(Collectors.toList());
        asked.clear();
        return kinds;
    }

    void tell(BackendEvent event) {
        listener.accept(event);
    }

    @Override
    public SpiReservation reserveSpi(HostPair path) {
        SaId id = new SaId(path, Direction.INBOUND, new Spi(nextSpi++));
        kernel.sas.put(id, InstalledSa.builder().id(id).state(SaState.LARVAL).build());
        return new SpiReservation() {
            @Override
            public HostPair path() {
                return path;
            }

            @Override
            public Spi spi() {
                return id.spi();
            }

            @Override
            public void close() {
                if (kernel.sas.containsKey(id) && kernel.sas.get(id).state() == SaState.LARVAL) {
                    kernel.sas.remove(id);
                }
            }
        };
    }

    @Override
    public void listen(Consumer<BackendEvent> listener) {
        this.listener = listener;
    }

    @Override
    public Map<String, Long> counters() {
        return counters;
    }

    @Override
    public void close() {
        closed++;
    }
}
