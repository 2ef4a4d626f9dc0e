package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.Struct;
import java.util.List;
import java.util.stream.Stream;

/** All structures that are described here, for whoever passes them, or holds them against the headers. */
final class Structs {
    static final List<Struct<?>> ALL = Stream.concat(
                    Values.ALL.stream(),
                    Stream.of(
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
                            SaContext.STRUCT))
            .toList();

    private Structs() {}
}
