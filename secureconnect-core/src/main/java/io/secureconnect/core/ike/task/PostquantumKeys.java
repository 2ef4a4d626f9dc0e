package io.secureconnect.core.ike.task;

import io.secureconnect.api.auth.PostquantumPreSharedKey;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.keys.IkeKeys;
import io.secureconnect.core.ike.keys.KeySchedule;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.wire.v2.Payload.Notify;
import java.nio.charset.StandardCharsets;

/** The names and faults of post-quantum pre-shared keys (RFC 8784). */
final class PostquantumKeys {
    /** A PPK_ID that both ends know beforehand (RFC 8784 §5.1). */
    private static final int PPK_ID_FIXED = 2;

    private PostquantumKeys() {}

    static Bytes identity(PostquantumPreSharedKey key) {
        byte[] id = key.id().getBytes(StandardCharsets.UTF_8);
        byte[] data = new byte[id.length + 1];
        data[0] = PPK_ID_FIXED;
        System.arraycopy(id, 0, data, 1, id.length);
        return Bytes.wrap(data);
    }

    /** Whether a PPK_IDENTITY names {@code key}. */
    static boolean names(Notify notify, PostquantumPreSharedKey key) {
        return notify.data().equals(identity(key));
    }

    static IkeKeys mixed(Prf prf, IkeKeys keys, PostquantumPreSharedKey key) {
        return KeySchedule.withPostquantumKey(prf, keys, key.secret());
    }

    static Refusal missing() {
        return Refusal.of(
                NegotiationFailure.NO_POSTQUANTUM_KEY,
                NotifyType.AUTHENTICATION_FAILED,
                "the two have no post-quantum pre-shared key in common, and one insists on it (RFC 8784); give both the same");
    }
}
