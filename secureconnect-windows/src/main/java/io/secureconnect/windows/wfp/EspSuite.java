package io.secureconnect.windows.wfp;

import io.secureconnect.api.sa.EspProposal;
import java.util.Arrays;
import java.util.Optional;

/** ESP proposals that Windows has, with its two transforms for each. */
public enum EspSuite {
    AES_256_GCM("aes256gcm16", CipherTransform.GCM_AES_256, AuthTransform.GCM_AES_256),
    AES_128_GCM("aes128gcm16", CipherTransform.GCM_AES_128, AuthTransform.GCM_AES_128),
    AES_256_SHA_256("aes256-sha256", CipherTransform.AES_256, AuthTransform.HMAC_SHA_256_128),
    AES_128_SHA_256("aes128-sha256", CipherTransform.AES_128, AuthTransform.HMAC_SHA_256_128),
    AES_256_SHA_1("aes256-sha1", CipherTransform.AES_256, AuthTransform.HMAC_SHA_1_96),
    AES_128_SHA_1("aes128-sha1", CipherTransform.AES_128, AuthTransform.HMAC_SHA_1_96);

    private final EspProposal proposal;
    private final CipherTransform cipher;
    private final AuthTransform auth;

    EspSuite(String keyword, CipherTransform cipher, AuthTransform auth) {
        this.proposal = EspProposal.parse(keyword);
        this.cipher = cipher;
        this.auth = auth;
    }

    /** Empty if Windows has no such. */
    public static Optional<EspSuite> of(EspProposal proposal) {
        return Arrays.stream(values())
                .filter(suite -> suite.proposal.equals(proposal))
                .findFirst();
    }

    public EspProposal proposal() {
        return proposal;
    }

    public CipherTransform cipher() {
        return cipher;
    }

    public AuthTransform auth() {
        return auth;
    }
}
