package io.secureconnect.core.ike.v1.mainmode;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.v1.crypto.ChainedCipher;
import io.secureconnect.core.ike.v1.crypto.IsakmpCrypto;
import io.secureconnect.core.ike.v1.exchange.IvChain;
import io.secureconnect.core.ike.v1.keys.Cookies;
import io.secureconnect.core.ike.v1.keys.PhaseOneKeys;

/** The keys of an ISAKMP SA, and the cipher that one of them makes. Owns both. */
final class Protection implements AutoCloseable {
    private final Cookies cookies;
    private final Prf prf;
    private final PhaseOneKeys keys;
    private final ChainedCipher cipher;
    private final IvChain chain;

    /** @param keys taken over */
    Protection(IsakmpCrypto crypto, IkeProposal proposal, Cookies cookies, PhaseOneKeys keys, Bytes gxi, Bytes gxr) {
        this.cookies = cookies;
        this.prf = crypto.prf(proposal.prf());
        this.keys = keys;
        this.cipher = crypto.cipher(proposal.encryption(), keys.cipherKey(proposal.encryption()));
        this.chain = IvChain.phaseOne(crypto, proposal.prf(), cipher, gxi, gxr);
    }

    Cookies cookies() {
        return cookies;
    }

    Prf prf() {
        return prf;
    }

    PhaseOneKeys keys() {
        return keys;
    }

    IvChain chain() {
        return chain;
    }

    @Override
    public void close() {
        cipher.close();
        keys.close();
    }
}
