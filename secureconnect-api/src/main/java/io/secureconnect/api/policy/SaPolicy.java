package io.secureconnect.api.policy;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.SecureConnectStyle;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.spi.IkePorts;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.immutables.value.Value;

/** How SAs are made: the same wish for every operating system, refused by name where one cannot fulfil it. */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface SaPolicy {
    /** What holds where a document says nothing. */
    static SaPolicy standard() {
        return builder().build();
    }

    static Builder builder() {
        return new Builder();
    }

    /** Best first; never empty. */
    default List<EspProposal> espProposals() {
        return List.of(EspProposal.parse("aes256gcm16"), EspProposal.parse("aes128gcm16"));
    }

    /** Best first; never empty. */
    default List<IkeProposal> ikeProposals() {
        String curve = cryptoFloor() == CryptoFloor.FIPS_LIKE ? "ecp384" : "x25519";
        return List.of(
                IkeProposal.parse("aes256gcm16-prfsha384-" + curve), IkeProposal.parse("aes256-sha256-modp2048"));
    }

    /** What no proposal may go below. */
    default CryptoFloor cryptoFloor() {
        return CryptoFloor.MODERN;
    }

    /**
     * The single switch to hybrid key exchange: ML-KEM-768 is added to every IKE proposal that names no additional key
     * exchange itself (RFC 9370).
     */
    default boolean postquantum() {
        return false;
    }

    /** {@link #ikeProposals()} with the switch to hybrid key exchange thrown: what is really proposed, best first. */
    @Value.NonAttribute
    default List<IkeProposal> effectiveIkeProposals() {
        return postquantum()
                ? ikeProposals().stream()
                        .map(proposal -> proposal.withPostquantum(KeyExchangeMethod.ML_KEM_768))
                        .collect(Collectors.toUnmodifiableList())
                : ikeProposals();
    }

    default boolean perfectForwardSecrecy() {
        return true;
    }

    default boolean extendedSequenceNumbers() {
        return true;
    }

    /** Packets, 0 to 4096. */
    default int replayWindow() {
        return 128;
    }

    default SaLifetime childLifetime() {
        return SaLifetime.standard();
    }

    default Duration ikeLifetime() {
        return Duration.ofHours(4);
    }

    default UdpEncapsulation udpEncapsulation() {
        return UdpEncapsulation.AUTO;
    }

    /** The UDP ports of IKE, and of ESP in UDP, between hosts of which none runs Windows. */
    default IkePorts ikePorts() {
        return IkePorts.standard();
    }

    /**
     * The same for pairs with a Windows end, on both ends. By default not 500 and 4500, which belong to the system's own key
     * exchange there: whoever sets those takes them from it. Native keying always has 500 and 4500. Either equal to {@link
     * #ikePorts} or without a port in common.
     */
    default IkePorts windowsIkePorts() {
        return IkePorts.besideIkeext();
    }

    default KeyingMode keying() {
        return KeyingMode.IKE;
    }

    default IkeVersionPolicy ikeVersionPolicy() {
        return IkeVersionPolicy.COMPATIBLE;
    }

    @Value.Check
    default void check() {
        if (espProposals().isEmpty() || ikeProposals().isEmpty()) {
            throw new IllegalArgumentException("an SA policy needs at least one ESP and one IKE proposal");
        }
        if (ikeLifetime().toSeconds() <= 0) {
            throw new IllegalArgumentException("an IKE lifetime of " + ikeLifetime() + " is not at least one second");
        }
    }

    /** Builds an {@link SaPolicy}. */
    final class Builder extends ImmutableSaPolicy.Builder {
        Builder() {}
    }
}
