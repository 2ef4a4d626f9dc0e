package io.secureconnect.core.pki;

import java.security.cert.X509Certificate;
import javax.security.auth.x500.X500Principal;

/** Names of strangers as people may read them: printable ASCII of bounded length. */
public final class NameText {
    private static final int SHOWN = 120;

    private NameText() {}

    public static String subject(X509Certificate certificate) {
        return of(certificate.getSubjectX500Principal());
    }

    public static String issuer(X509Certificate certificate) {
        return of(certificate.getIssuerX500Principal());
    }

    public static String of(X500Principal name) {
        return "'" + printable(name.getName()) + "'";
    }

    /** What cannot be printed becomes a question mark. */
    public static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        for (int at = 0; at < text.length() && at < SHOWN; at++) {
            char c = text.charAt(at);
            shown.append(c >= ' ' && c < 0x7f ? c : '?');
        }
        return text.length() > SHOWN ? shown + "..." : shown.toString();
    }
}
