package io.secureconnect.spi;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.SecureConnectStyle;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.SaLifetime;
import java.time.Duration;
import java.util.List;
import org.immutables.value.Value;

/**
 * What the operating system's own IKE shall agree on with one peer. Closing it wipes the pre-shared key, if that is the
 * proof.
 */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface NativeTerms extends AutoCloseable {
    static Builder builder() {
        return new Builder();
    }

    IkeVersion version();

    NativeAuthentication authentication();

    /** Best first, each of those that the daemon has in that version; never empty. */
    List<IkeProposal> ikeProposals();

    /** Best first; never empty. */
    List<EspProposal> espProposals();

    /** Whether each SA of ESP gets a key exchange of its own. */
    boolean perfectForwardSecrecy();

    /** How long one IKE SA may serve. */
    Duration ikeLifetime();

    /** How long one SA of ESP may serve: time only. */
    SaLifetime childLifetime();

    /** Whether ESP may travel in UDP if a NAT stands between the two. */
    boolean natTraversal();

    /**
     * Stands for the terms without telling their secret: equal for equal terms, another one if anything changed, the
     * pre-shared key too. 32 octets, HMAC-SHA-256 (RFC 2104) under the key of the pair, so whoever reads it in a kernel can
     * test a guess of the key and nothing else; keys of a pair are 256 random bits. Not to be called once closed.
     */
    @Value.Lazy
    default Bytes fingerprint() {
        return TermsFingerprint.of(this);
    }

    /** Wipes what is secret. */
    @Override
    default void close() {
        authentication().close();
    }

    @Value.Check
    default void check() {
        if (ikeProposals().isEmpty() || espProposals().isEmpty()) {
            throw new IllegalArgumentException("native terms need at least one IKE and one ESP proposal");
        }
        ikeProposals().stream()
                .filter(proposal -> !version().has(proposal))
                .findFirst()
                .ifPresent(proposal -> {
                    throw new IllegalArgumentException(
                            version().wireName() + " has no way to say " + proposal + "; leave it out");
                });
        if (ikeLifetime().toSeconds() <= 0) {
            throw new IllegalArgumentException("an IKE lifetime of " + ikeLifetime() + " is not at least one second");
        }
    }

    /** Builds {@link NativeTerms}. */
    final class Builder extends ImmutableNativeTerms.Builder {
        Builder() {}
    }
}
