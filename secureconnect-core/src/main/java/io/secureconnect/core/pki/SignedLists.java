package io.secureconnect.core.pki;

import java.lang.ref.WeakReference;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509CRL;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.stream.Stream;

/** Which revocation lists are signed with which keys: found out once for each list object. Not thread-safe. */
final class SignedLists {
    private static final int REMEMBERED = 64;

    private final Deque<Checked> checked = new ArrayDeque<>();

    boolean isSignedWith(X509CRL list, PublicKey key) {
        checked.removeIf(known -> known.list.get() == null);
        for (Checked known : checked) {
            if (known.list.get() == list && known.key.equals(key)) {
                return known.holds;
            }
        }
        boolean holds = !isWeak(list.getSigAlgName()) && verifies(list, key);
        if (checked.size() == REMEMBERED) {
            checked.removeFirst();
        }
        checked.addLast(new Checked(new WeakReference<>(list), key, holds));
        return holds;
    }

    private static boolean verifies(X509CRL list, PublicKey key) {
        try {
            list.verify(key);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean isWeak(String signature) {
        String name = signature.toUpperCase(Locale.ROOT);
        return Stream.of("MD2", "MD5", "SHA1").anyMatch(name::startsWith);
    }

    private record Checked(WeakReference<X509CRL> list, PublicKey key, boolean holds) {}
}
