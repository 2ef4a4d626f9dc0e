package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.SdkName;
import io.secureconnect.windows.abi.Struct;

/**
 * Algorithms of an IKE SA: {@code IKEEXT_PROPOSAL0}.
 *
 * @param cipher an {@code IKEEXT_CIPHER_TYPE}
 * @param keyLen 0 for the one that the type has
 * @param rounds 0
 * @param integrity an {@code IKEEXT_INTEGRITY_TYPE}; also the pseudo-random function
 * @param dhGroup an {@code IKEEXT_DH_GROUP}
 * @param quickModeLimit how many pairs of SAs it may negotiate; 0 for any number
 */
public record IkeProposal(
        int cipher, int keyLen, int rounds, int integrity, int maxLifetimeSeconds, int dhGroup, int quickModeLimit) {
    @SdkName("IKEEXT_CIPHER_3DES")
    public static final int CIPHER_3DES = 1;

    @SdkName("IKEEXT_CIPHER_AES_128")
    public static final int CIPHER_AES_128 = 2;

    @SdkName("IKEEXT_CIPHER_AES_192")
    public static final int CIPHER_AES_192 = 3;

    @SdkName("IKEEXT_CIPHER_AES_256")
    public static final int CIPHER_AES_256 = 4;

    /** Newer Windows only. */
    @SdkName("IKEEXT_CIPHER_AES_GCM_128_16ICV")
    public static final int CIPHER_AES_GCM_128 = 5;

    /** Newer Windows only. */
    @SdkName("IKEEXT_CIPHER_AES_GCM_256_16ICV")
    public static final int CIPHER_AES_GCM_256 = 6;

    @SdkName("IKEEXT_INTEGRITY_SHA1")
    public static final int INTEGRITY_SHA1 = 1;

    @SdkName("IKEEXT_INTEGRITY_SHA_256")
    public static final int INTEGRITY_SHA_256 = 2;

    @SdkName("IKEEXT_INTEGRITY_SHA_384")
    public static final int INTEGRITY_SHA_384 = 3;

    @SdkName("IKEEXT_DH_GROUP_2")
    public static final int DH_GROUP_2 = 2;

    @SdkName("IKEEXT_DH_GROUP_14")
    public static final int DH_GROUP_14 = 3;

    @SdkName("IKEEXT_DH_ECP_256")
    public static final int DH_ECP_256 = 4;

    @SdkName("IKEEXT_DH_ECP_384")
    public static final int DH_ECP_384 = 5;

    @SdkName("IKEEXT_DH_GROUP_24")
    public static final int DH_GROUP_24 = 6;

    private static final IkeProposal BLANK = new IkeProposal(0, 0, 0, 0, 0, 0, 0);

    static final Struct<IkeProposal> CIPHER = Struct.of(
            "IKEEXT_CIPHER_ALGORITHM0",
            BLANK,
            (m, v) -> new IkeProposal(
                    m.u32("algoIdentifier", v.cipher),
                    m.u32("keyLen", v.keyLen),
                    m.u32("rounds", v.rounds),
                    0,
                    0,
                    0,
                    0));

    static final Struct<Integer> INTEGRITY =
            Struct.of("IKEEXT_INTEGRITY_ALGORITHM0", 0, (m, v) -> m.u32("algoIdentifier", v));

    public static final Struct<IkeProposal> STRUCT = Struct.of("IKEEXT_PROPOSAL0", BLANK, (m, v) -> {
        IkeProposal cipher = m.struct("cipherAlgorithm", CIPHER, v);
        return new IkeProposal(
                cipher.cipher,
                cipher.keyLen,
                cipher.rounds,
                m.struct("integrityAlgorithm", INTEGRITY, v.integrity),
                m.u32("maxLifetimeSeconds", v.maxLifetimeSeconds),
                m.u32("dhGroup", v.dhGroup),
                m.u32("quickModeLimit", v.quickModeLimit));
    });

    /** One without a limit. */
    public static IkeProposal of(int cipher, int integrity, int dhGroup, int maxLifetimeSeconds) {
        return new IkeProposal(cipher, 0, 0, integrity, maxLifetimeSeconds, dhGroup, 0);
    }
}
