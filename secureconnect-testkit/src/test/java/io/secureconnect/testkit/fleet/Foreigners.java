package io.secureconnect.testkit.fleet;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.AddressPrefix;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.testkit.kernel.ChildSas;
import io.secureconnect.testkit.kernel.MemoryKernel;
import io.secureconnect.testkit.kernel.SpdEntry;
import io.secureconnect.testkit.time.SeededRandom;
import java.util.List;

/** Another user of IPsec on a host, whose policies stand behind ours and whose SA has nothing to do with us. */
final class Foreigners {
    private static final String OWNER = "vpn";
    private static final int BEHIND_OURS = 90_000;
    private static final int REQID = 3;

    private Foreigners() {}

    /** Adds them to the kernel of {@code id}, beside its paths to {@code peer}; what they are. */
    static List<String> settleOn(Fleet fleet, String id, String peer) {
        MemoryKernel kernel = fleet.kernel(id);
        ChildSas children = new ChildSas(new SeededRandom(99));
        for (AddressFamily family : AddressFamily.values()) {
            HostPair path = fleet.path(id, peer, family);
            TrafficSelector everything = TrafficSelector.builder()
                    .local(AddressPrefix.any(family))
                    .remote(AddressPrefix.any(family))
                    .build();
            for (Direction direction : Direction.values()) {
                kernel.putForeignPolicy(
                        new SpdEntry(OWNER, everything, direction, BEHIND_OURS, SpdEntry.Action.PASS, 0));
            }
            EspParameters parameters = EspParameters.builder()
                    .lifetime(SaLifetime.builder().build())
                    .build();
            kernel.addForeignSa(OWNER, children.child(path, parameters).inbound(), REQID);
        }
        return kernel.foreignObjects();
    }
}
