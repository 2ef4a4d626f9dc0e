package io.secureconnect.core.ike.session;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.core.ike.task.AgreedIke;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The peer rekeys an IKE SA: what is agreed, until all key exchanges are done and the old SA is deleted. */
final class RemoteIkeRekeying implements AutoCloseable {
    private final AgreedIke agreed;
    private final Bytes link;
    private final List<SecretBytes> secrets = new ArrayList<>();
    private @Nullable IkeSa made;

    /** @param link by which the peer names the rekeying in IKE_FOLLOWUP_KE */
    RemoteIkeRekeying(AgreedIke agreed, Bytes link) {
        this.agreed = agreed;
        this.link = link;
        secrets.add(agreed.sharedSecret());
    }

    AgreedIke agreed() {
        return agreed;
    }

    Bytes link() {
        return link;
    }

    Bytes lowerNonce() {
        return agreed.lowerNonce();
    }

    List<SecretBytes> secrets() {
        return secrets;
    }

    void add(SecretBytes additional) {
        secrets.add(additional);
    }

    Optional<KeyExchangeMethod> nextAdditional() {
        return agreed.proposal().additional().stream().skip(secrets.size() - 1L).findFirst();
    }

    boolean isMade() {
        return made != null;
    }

    void made(IkeSa sa) {
        made = sa;
        close();
    }

    /** The new IKE SA; only if it is made. */
    IkeSa made() {
        return Objects.requireNonNull(made, "made");
    }

    /** Wipes the secrets. */
    @Override
    public void close() {
        secrets.forEach(SecretBytes::close);
    }
}
