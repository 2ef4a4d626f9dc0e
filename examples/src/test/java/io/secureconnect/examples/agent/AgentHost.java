package io.secureconnect.examples.agent;

import io.secureconnect.api.CloseMode;
import io.secureconnect.api.PathStatus;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.examples.ProcessClock;
import io.secureconnect.testkit.kernel.MemoryBackend;
import io.secureconnect.testkit.kernel.MemoryKernel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A host of a {@link Site}: a kernel that lasts and an agent that comes and goes. */
final class AgentHost {
    private final Site site;
    private final String workload;
    private final IpAddress address;
    private final String peer;
    private final ProcessClock clock;
    private final MemoryKernel kernel;
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final List<String> complaints = new ArrayList<>();
    private @Nullable Agent agent;

    AgentHost(Site site, String workload, String address, String peer, ProcessClock clock) {
        this.site = site;
        this.workload = workload;
        this.address = IpAddress.parse(address);
        this.peer = peer;
        this.clock = clock;
        this.kernel = MemoryKernel.named(workload);
    }

    String workload() {
        return workload;
    }

    IpAddress address() {
        return address;
    }

    MemoryKernel kernel() {
        return kernel;
    }

    Path identity() {
        return site.dir().resolve(workload + ".key");
    }

    Path state() {
        return site.dir().resolve(workload + ".state");
    }

    List<String> events() {
        return List.copyOf(events);
    }

    List<String> complaints() {
        return complaints;
    }

    Agent agent() {
        return Objects.requireNonNull(agent);
    }

    void start() {
        agent = startAnother();
    }

    Agent startAnother() {
        return Agent.start(options(), clock, event -> events.add(event.toString()), complaints::add);
    }

    AgentOptions options() {
        return new AgentOptions(
                site.policy(),
                workload,
                state(),
                Optional.of(new AgentOptions.Keys(
                        site.keys(), identity(), site.keys().resolve("distributor.key.pub"))),
                Optional.empty(),
                () -> Optional.of(new MemoryBackend(kernel)),
                List.of(),
                false);
    }

    void tick() {
        if (agent != null) {
            agent.tick();
        }
    }

    void stop(CloseMode mode) {
        if (agent != null) {
            agent.close(mode);
            agent = null;
        }
    }

    PathStatus path() {
        return agent().status().paths().stream()
                .filter(path -> path.peer().equals(peer))
                .findFirst()
                .orElseThrow();
    }

    Spi outbound() {
        return path().sas().stream()
                .filter(sa -> sa.id().direction() == Direction.OUTBOUND)
                .reduce((older, newer) -> newer)
                .orElseThrow()
                .id()
                .spi();
    }
}
