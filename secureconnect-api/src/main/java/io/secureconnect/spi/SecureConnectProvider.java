package io.secureconnect.spi;

import io.secureconnect.api.PolicyEngine;
import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.SecureConnectOptions;
import io.secureconnect.api.auth.CertificateFiles;
import io.secureconnect.api.auth.Certificates;
import io.secureconnect.api.auth.MachineCertificates;
import io.secureconnect.api.auth.PreSharedKeys;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.keying.KeyDistribution;
import io.secureconnect.api.keying.PairKeyDistribution;
import java.nio.file.Path;

/** How the API finds its implementation by {@link java.util.ServiceLoader}; secureconnect-core has it. */
public interface SecureConnectProvider {
    PolicyEngine policies();

    KeyDistribution keyDistribution();

    /** See {@link SecureConnect#keyJournal}. */
    KeyJournal keyJournal(Path file);

    /** See {@link SecureConnect#pairKeyDistribution}. */
    PairKeyDistribution pairKeyDistribution();

    /** See {@link SecureConnect#preSharedKeys}. */
    PreSharedKeys preSharedKeys(Path file);

    /** See {@link SecureConnect#certificates}. */
    Certificates certificates(CertificateFiles files);

    /** See {@link SecureConnect#certificates}. */
    Certificates certificates(MachineCertificates machine);

    /** See {@link SecureConnect#writeSecret}. */
    void writeSecret(Path file, SecretBytes content);

    /** See {@link SecureConnect#open}. */
    SecureConnect open(SecureConnectOptions options);
}
