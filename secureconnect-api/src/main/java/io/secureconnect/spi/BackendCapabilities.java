package io.secureconnect.spi;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.SecureConnectStyle;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeProposal;
import java.util.Set;
import org.immutables.value.Value;

/** What a backend on this machine can really do, found out without touching traffic. */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface BackendCapabilities {
    static Builder builder() {
        return new Builder();
    }

    /** For people, such as {@code Linux XFRM 6.1.0}. */
    String description();

    /** IP versions over which ESP can be carried. */
    Set<AddressFamily> families();

    Set<EspProposal> proposals();

    boolean extendedSequenceNumbers();

    /** The largest replay window in packets; 0 if it cannot be chosen. */
    int largestReplayWindow();

    /**
     * Whether the kernel protects every SA against replay with a window of its own, which nobody can choose or switch off. Then
     * {@link #largestReplayWindow} is 0, and the window that a policy names is met whatever it is.
     */
    default boolean ownReplayWindow() {
        return false;
    }

    /** Whether the kernel keeps limits on octets and packets. */
    boolean volumeLifetimes();

    /** Whether the kernel tells when a limit is reached; else the engine counts time itself. */
    boolean expiryEvents();

    boolean udpEncapsulation();

    /** Whether that goes over IPv6 too. */
    default boolean udpEncapsulationOverIpv6() {
        return udpEncapsulation();
    }

    /** Whether {@link InstalledSa} carries counters. */
    boolean saCounters();

    /** Whether protected paths can stay blocked across a reboot. */
    boolean persistentBlocks();

    /** The versions of IKE that the operating system's own daemon can be made to speak; empty if it cannot. */
    Set<IkeVersion> nativeKeying();

    /** How that daemon can protect IKE itself. */
    Set<IkeProposal> nativeIkeProposals();

    /** Builds {@link BackendCapabilities}. */
    final class Builder extends ImmutableBackendCapabilities.Builder {
        Builder() {}
    }
}
