package io.secureconnect.windows.nativekeying;

import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.windows.wfp.AuthTransform;
import io.secureconnect.windows.wfp.CipherTransform;
import io.secureconnect.windows.wfp.SaTransform;
import java.util.Map;
import java.util.Optional;

/** Algorithms of ESP that IKEEXT negotiates. */
final class EspTransforms {
    private static final Map<EspProposal, SaTransform> TRANSFORMS = Map.of(
            EspProposal.parse("aes128gcm16"), esp(AuthTransform.GCM_AES_128, CipherTransform.GCM_AES_128),
            EspProposal.parse("aes256gcm16"), esp(AuthTransform.GCM_AES_256, CipherTransform.GCM_AES_256),
            EspProposal.parse("aes128-sha256"), esp(AuthTransform.HMAC_SHA_256_128, CipherTransform.AES_128),
            EspProposal.parse("aes256-sha256"), esp(AuthTransform.HMAC_SHA_256_128, CipherTransform.AES_256),
            EspProposal.parse("aes128-sha1"), esp(AuthTransform.HMAC_SHA_1_96, CipherTransform.AES_128),
            EspProposal.parse("aes256-sha1"), esp(AuthTransform.HMAC_SHA_1_96, CipherTransform.AES_256));

    private EspTransforms() {}

    private static SaTransform esp(AuthTransform auth, CipherTransform cipher) {
        return SaTransform.esp(auth.proposed(), cipher.proposed());
    }

    /** Empty if Windows has none such. */
    static Optional<SaTransform> of(EspProposal proposal) {
        return Optional.ofNullable(TRANSFORMS.get(proposal));
    }
}
