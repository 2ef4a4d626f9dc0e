package io.secureconnect.windows.wfp;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.windows.abi.SdkName;
import java.util.Optional;

/** What an event has beside its header. Dispatch on {@link #kind()}; the family is closed. */
public sealed interface NetEventPayload {
    /** Which of the family it is. */
    Kind kind();

    /** The members of the family. */
    enum Kind {
        CLASSIFY_DROP,
        KERNEL_DROP,
        MAIN_MODE_FAILURE,
        QUICK_MODE_FAILURE,
        EXTENDED_MODE_FAILURE,
        OTHER
    }

    /**
     * A filter blocked a packet: {@code FWPM_NET_EVENT_CLASSIFY_DROP1}.
     *
     * @param filterId LUID of the filter
     * @param layerId the layer's number in the kernel
     * @param direction {@code msFwpDirection}, which has values of its own beside {@code FWP_DIRECTION}
     */
    record ClassifyDrop(
            long filterId,
            int layerId,
            int reauthReason,
            int originalProfile,
            int currentProfile,
            int direction,
            boolean loopback)
            implements NetEventPayload {
        @SdkName("FWPM_NET_EVENT_TYPE_CLASSIFY_DROP")
        public static final int TYPE = 3;

        @Override
        public Kind kind() {
            return Kind.CLASSIFY_DROP;
        }
    }

    /**
     * IPsec in the kernel dropped a packet: {@code FWPM_NET_EVENT_IPSEC_KERNEL_DROP0}.
     *
     * @param failureStatus an {@code NTSTATUS}; which ones there are is for a real Windows to tell
     * @param direction a {@code FWP_DIRECTION}
     * @param spi in host order; 0 if there was none
     * @param filterId LUID of the callout filter
     * @param layerId the layer's number in the kernel
     */
    record KernelDrop(int failureStatus, int direction, int spi, long filterId, int layerId)
            implements NetEventPayload {
        @SdkName("FWPM_NET_EVENT_TYPE_IPSEC_KERNEL_DROP")
        public static final int TYPE = 4;

        @SdkName("FWP_DIRECTION_OUTBOUND")
        public static final int OUTBOUND = 0;

        @SdkName("FWP_DIRECTION_INBOUND")
        public static final int INBOUND = 1;

        @Override
        public Kind kind() {
            return Kind.KERNEL_DROP;
        }
    }

    /**
     * IKEEXT got no IKE SA: {@code FWPM_NET_EVENT_IKEEXT_MM_FAILURE1}.
     *
     * @param failureErrorCode an {@code ERROR_IPSEC_IKE_*}
     * @param failurePoint an {@code IPSEC_FAILURE_POINT}: 1 here, 2 at the peer
     * @param keyingModuleType an {@code IKEEXT_KEY_MODULE_TYPE}
     * @param mmState an {@code IKEEXT_MM_SA_STATE}
     * @param saRole an {@code IKEEXT_SA_ROLE}: 0 began, 1 answered
     * @param mmAuthMethod an {@code IKEEXT_AUTHENTICATION_METHOD_TYPE}
     * @param endCertHash SHA-1 of the certificate; 20 octets
     * @param mmId the IKE SA
     * @param mmFilterId LUID of the main mode filter
     */
    record MainModeFailure(
            int failureErrorCode,
            int failurePoint,
            int flags,
            int keyingModuleType,
            int mmState,
            int saRole,
            int mmAuthMethod,
            Bytes endCertHash,
            long mmId,
            long mmFilterId,
            Optional<String> localPrincipal,
            Optional<String> remotePrincipal)
            implements NetEventPayload {
        @SdkName("FWPM_NET_EVENT_TYPE_IKEEXT_MM_FAILURE")
        public static final int TYPE = 0;

        @Override
        public Kind kind() {
            return Kind.MAIN_MODE_FAILURE;
        }
    }

    /**
     * IKEEXT got no pair of SAs: {@code FWPM_NET_EVENT_IKEEXT_QM_FAILURE0}.
     *
     * @param failureErrorCode an {@code ERROR_IPSEC_IKE_*}
     * @param failurePoint an {@code IPSEC_FAILURE_POINT}
     * @param keyingModuleType an {@code IKEEXT_KEY_MODULE_TYPE}
     * @param qmState an {@code IKEEXT_QM_SA_STATE}
     * @param saRole an {@code IKEEXT_SA_ROLE}
     * @param saTrafficType an {@code IPSEC_TRAFFIC_TYPE}
     * @param qmFilterId LUID of the quick mode filter
     */
    record QuickModeFailure(
            int failureErrorCode,
            int failurePoint,
            int keyingModuleType,
            int qmState,
            int saRole,
            int saTrafficType,
            Value localSubNet,
            Value remoteSubNet,
            long qmFilterId)
            implements NetEventPayload {
        @SdkName("FWPM_NET_EVENT_TYPE_IKEEXT_QM_FAILURE")
        public static final int TYPE = 1;

        @Override
        public Kind kind() {
            return Kind.QUICK_MODE_FAILURE;
        }
    }

    /**
     * AuthIP's second authentication failed: {@code FWPM_NET_EVENT_IKEEXT_EM_FAILURE1}.
     *
     * @param failureErrorCode an {@code ERROR_IPSEC_IKE_*}
     * @param failurePoint an {@code IPSEC_FAILURE_POINT}
     * @param emState an {@code IKEEXT_EM_SA_STATE}
     * @param saRole an {@code IKEEXT_SA_ROLE}
     * @param emAuthMethod an {@code IKEEXT_AUTHENTICATION_METHOD_TYPE}
     * @param endCertHash SHA-1 of the certificate; 20 octets
     * @param mmId the IKE SA
     * @param qmFilterId LUID of the quick mode filter
     * @param saTrafficType an {@code IPSEC_TRAFFIC_TYPE}
     */
    record ExtendedModeFailure(
            int failureErrorCode,
            int failurePoint,
            int flags,
            int emState,
            int saRole,
            int emAuthMethod,
            Bytes endCertHash,
            long mmId,
            long qmFilterId,
            Optional<String> localPrincipal,
            Optional<String> remotePrincipal,
            int saTrafficType)
            implements NetEventPayload {
        @SdkName("FWPM_NET_EVENT_TYPE_IKEEXT_EM_FAILURE")
        public static final int TYPE = 2;

        @Override
        public Kind kind() {
            return Kind.EXTENDED_MODE_FAILURE;
        }
    }

    /** One that nobody reads here, or that Windows sent without its structure. */
    record Other(int type) implements NetEventPayload {
        @SdkName("FWPM_NET_EVENT_TYPE_IPSEC_DOSP_DROP")
        static final int TYPE_IDP_DROP = 5;

        @Override
        public Kind kind() {
            return Kind.OTHER;
        }
    }
}
