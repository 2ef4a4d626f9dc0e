package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.Struct;
import java.util.List;
import java.util.stream.Stream;

/** All structures that are described here, for whoever passes them, or holds them against the headers. */
final class Structs {
    static final List<Struct<?>> ALL = Stream.of(
                    Values.ALL,
                    NetEventStructs.ALL,
                    IpsecStatistics.ALL,
                    List.<Struct<?>>of(
                            Plain.BYTE_BLOB,
                            Plain.KEY_BLOB,
                            DisplayData.STRUCT,
                            Session.STRUCT,
                            Provider.STRUCT,
                            SubLayer.STRUCT,
                            FilterCondition.STRUCT,
                            Action.STRUCT,
                            Filter.STRUCT,
                            FilterEnumTemplate.STRUCT,
                            FilterSubscription.STRUCT,
                            FilterChange.STRUCT,
                            Traffic.STRUCT,
                            UdpPorts.STRUCT,
                            SpiRequest.STRUCT,
                            Transform.CIPHER,
                            Transform.AUTH,
                            Sa.Transforms.STRUCT,
                            Sa.STRUCT,
                            SaLimits.STRUCT,
                            SaBundle.STRUCT,
                            SaDetails.VirtualTunnel.STRUCT,
                            SaDetails.STRUCT,
                            SaContext.STRUCT,
                            Plain.FILETIME,
                            NetEvent.Header.STRUCT,
                            NetEvent.STRUCT,
                            NetEventTemplate.STRUCT,
                            NetEventSubscription.STRUCT,
                            SubNets.STRUCT,
                            SaContextSubscription.STRUCT,
                            SaContextChange.STRUCT,
                            IkeProposal.CIPHER,
                            IkeProposal.INTEGRITY,
                            IkeProposal.STRUCT,
                            CertificateCriteria.Name.STRUCT,
                            CertificateCriteria.STRUCT,
                            CertificateAuthentication.STRUCT,
                            AuthenticationMethod.PresharedKey.STRUCT,
                            AuthenticationMethod.STRUCT,
                            MainModePolicy.STRUCT,
                            KeyingPolicy.STRUCT,
                            Transform.AUTH_TRANSFORM,
                            Transform.CIPHER_TRANSFORM,
                            SaTransform.Pair.STRUCT,
                            SaTransform.STRUCT,
                            IpsecProposal.STRUCT,
                            TransportPolicy.IdleTimeout.STRUCT,
                            TransportPolicy.STRUCT,
                            ProviderContext.STRUCT,
                            ProviderContextEnumTemplate.STRUCT,
                            IkeSaDetails.TRAFFIC,
                            IkeSaDetails.COOKIES,
                            IkeSaDetails.CREDENTIALS,
                            IkeSaDetails.STRUCT,
                            IkeSaEnumTemplate.STRUCT,
                            IpInterface.STRUCT))
            .<Struct<?>>flatMap(List::stream)
            .toList();

    private Structs() {}
}
