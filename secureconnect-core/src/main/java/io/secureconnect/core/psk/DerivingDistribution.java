package io.secureconnect.core.psk;

import io.secureconnect.api.auth.OrganizationKey;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.keying.OrganizationKeys;
import io.secureconnect.api.keying.PairKeyDistribution;
import io.secureconnect.core.ike.crypto.Prf;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Begins and restores the keys of organizations. */
public final class DerivingDistribution implements PairKeyDistribution {
    private static final int FIRST_EPOCH = 1;

    private final PairKeyDerivation derivation;

    /** @param hmac HMAC-SHA-256 */
    public DerivingDistribution(Prf hmac) {
        this.derivation = new PairKeyDerivation(hmac);
    }

    @Override
    public OrganizationKeys begin(String organization, OrganizationKey key) {
        Objects.requireNonNull(organization, "organization");
        return new DerivedKeys(
                derivation,
                organization,
                List.of(new EpochKey(FIRST_EPOCH, key.secret().copy())));
    }

    @Override
    public OrganizationKeys restore(SecretBytes saved) {
        return saved.read(octets -> restore(new KeyLineReader("saved organization keys", octets)));
    }

    private OrganizationKeys restore(KeyLineReader lines) {
        List<EpochKey> epochs = new ArrayList<>();
        try {
            if (!lines.next() || !lines.startsWith(DerivedKeys.FORMAT)) {
                throw lines.fault("is not " + DerivedKeys.FORMAT);
            }
            lines.next();
            String organization = lines.afterWord("organization");
            while (lines.next()) {
                KeyLineReader.Key line = lines.key();
                epochs.add(new EpochKey(line.key().epoch(), line.key().secret()));
            }
            if (!areInUse(epochs)) {
                throw lines.fault("ends it with " + epochs.size()
                        + " epochs; there must be one, or two of which one is the other's next");
            }
            return new DerivedKeys(derivation, organization, epochs);
        } catch (RuntimeException e) {
            epochs.forEach(epoch -> epoch.secret().close());
            throw e;
        }
    }

    private static boolean areInUse(List<EpochKey> epochs) {
        return epochs.size() == 1
                || epochs.size() == 2
                        && Math.abs((long) epochs.get(0).epoch() - epochs.get(1).epoch()) == 1;
    }
}
