package io.secureconnect.core.ike.session;

import io.secureconnect.api.sa.SaLifetime;

/**
 * Without extended sequence numbers, a child is replaced, and ends, before they wrap (RFC 4303 §3.3.3). A kernel that limits SAs
 * by time alone gets no such limit: what it does when they run out is its own affair, and a soft limit of time has to come first.
 */
public final class SequenceLimit {
    private static final long HARD_PACKETS = 0xffff_ffffL;
    private static final long SOFT_PACKETS = 0xc000_0000L;

    private SequenceLimit() {}

    /**
     * The same lifetime, with limits on packets at most those of 32 bits; a soft limit of its own only below the hard one. By
     * time alone, if the kernel has no other limits.
     */
    public static SaLifetime of(SaLifetime wanted, ChildSpis kernel) {
        return kernel.limitsVolume()
                ? of(wanted)
                : SaLifetime.builder().soft(wanted.soft()).hard(wanted.hard()).build();
    }

    static SaLifetime of(SaLifetime wanted) {
        long hard = Math.min(wanted.hardPackets().orElse(HARD_PACKETS), HARD_PACKETS);
        SaLifetime.Builder builder = SaLifetime.builder().from(wanted).hardPackets(hard);
        long soft = Math.min(wanted.softPackets().orElse(SOFT_PACKETS), SOFT_PACKETS);
        return soft < hard ? builder.softPackets(soft).build() : builder.build();
    }
}
