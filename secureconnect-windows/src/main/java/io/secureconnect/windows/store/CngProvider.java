package io.secureconnect.windows.store;

import java.io.Serial;
import java.security.Provider;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signatures by keys that Windows keeps, under Java's names. Not installed; a {@link CngKey} brings it along. */
final class CngProvider extends Provider {
    @Serial
    private static final long serialVersionUID = 1;

    private static final CngProvider ONE = new CngProvider();

    private CngProvider() {
        super("SecureConnectCng", "1", "signatures by Windows' key storage providers");
        for (CngAlgorithm algorithm : CngAlgorithm.values()) {
            putService(
                    new Service(
                            this,
                            "Signature",
                            algorithm.javaName(),
                            CngSignature.class.getName(),
                            List.of(),
                            Map.of("SupportedKeyClasses", CngKey.class.getName())) {
                        @Override
                        public Object newInstance(@Nullable Object parameter) {
                            return new CngSignature(algorithm);
                        }
                    });
        }
    }

    static CngProvider one() {
        return ONE;
    }
}
