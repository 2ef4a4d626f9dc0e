package io.secureconnect.core.runtime;

import io.secureconnect.api.sa.AddressPrefix;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.spi.ForeignPolicy;
import java.util.Optional;

/** What another IPsec daemon may have put into the kernel. */
final class Foreign {
    private Foreign() {}

    static ForeignPolicy preceding(String remote) {
        return new ForeignPolicy(
                AddressPrefix.parse("0.0.0.0/0"),
                AddressPrefix.parse(remote),
                Direction.OUTBOUND,
                true,
                Optional.of("charon"),
                "dst " + remote + " priority 7");
    }
}
