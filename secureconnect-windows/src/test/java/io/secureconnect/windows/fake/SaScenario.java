package io.secureconnect.windows.fake;

import static io.secureconnect.windows.fake.Values.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.wfp.AuthTransform;
import io.secureconnect.windows.wfp.CipherTransform;
import io.secureconnect.windows.wfp.IpsecStatistics;
import io.secureconnect.windows.wfp.Sa;
import io.secureconnect.windows.wfp.SaBundle;
import io.secureconnect.windows.wfp.SaContext;
import io.secureconnect.windows.wfp.SaDetails;
import io.secureconnect.windows.wfp.SaLimits;
import io.secureconnect.windows.wfp.SpiRequest;
import io.secureconnect.windows.wfp.Traffic;
import io.secureconnect.windows.wfp.UdpPorts;
import java.util.List;
import java.util.Optional;

/** SA contexts of both families, with AES-GCM and AES-CBC, in UDP and not. {@code sas.c} is the same in C. */
final class SaScenario {
    private static final IpAddress LOCAL = IpAddress.parse("192.0.2.1");
    private static final IpAddress REMOTE = IpAddress.parse("192.0.2.200");
    private static final IpAddress LOCAL_V6 = IpAddress.parse("2001:db8::1");
    private static final IpAddress REMOTE_V6 = IpAddress.parse("2001:db8:ffff::fe");

    private SaScenario() {}

    static void run(FakeLibrary fake, FilterEngine engine) {
        gcm(engine);
        cbc(engine);
        engine.saContexts().forEach(context -> engine.update(SaDetails.UPDATE_TRAFFIC, context));
        fake.show(IpsecStatistics.STRUCT, engine.statistics());
    }

    private static void gcm(FilterEngine engine) {
        long context = engine.createSaContext(Traffic.transport(LOCAL, REMOTE, 0x123400000001L));
        SpiRequest request = SpiRequest.of(
                Traffic.transport(LOCAL, REMOTE, 0x123400000002L), Optional.of(new UdpPorts(4500, 61000)));
        int spi = engine.spi(context, request);
        engine.setSpi(context, SpiRequest.of(request.inboundIpsecTraffic(), Optional.empty()), 0xfffffffe);
        try (SecretBytes inbound = key(36, 0x10);
                SecretBytes outbound = key(20, 0x50)) {
            Sa.Transforms gcm256 = new Sa.Transforms(
                    CipherTransform.GCM_AES_256.with(inbound), AuthTransform.GCM_AES_256.with(inbound));
            engine.addInbound(
                    context,
                    new SaBundle(
                            SaBundle.SUPPRESS_DUPLICATE_DELETION,
                            new SaLimits(3600, 0x80000001, 7),
                            0x80000009,
                            List.of(Sa.esp(spi, gcm256)),
                            0,
                            0x1100000000L,
                            0x1200000000L));
            Sa.Transforms gcm128 = new Sa.Transforms(
                    CipherTransform.GCM_AES_128.with(outbound), AuthTransform.GCM_AES_128.with(outbound));
            engine.addOutbound(
                    context,
                    new SaBundle(
                            SaBundle.SUPPRESS_DUPLICATE_DELETION | SaBundle.ASSUME_UDP_CONTEXT_OUTBOUND,
                            new SaLimits(3600, 0, 0),
                            0x80000009,
                            List.of(Sa.esp(0xc1234567, gcm128)),
                            0,
                            0,
                            0));
        }
        SaContext read = engine.saContext(context).orElseThrow();
        engine.update(
                SaDetails.UPDATE_UDP_ENCAPSULATION | 1L << 40,
                new SaContext(
                        read.saContextId(),
                        read.inboundSa().map(SaScenario::moved),
                        read.outboundSa().map(SaScenario::moved)));
        engine.expire(context);
    }

    private static SaDetails moved(SaDetails details) {
        return new SaDetails(
                details.ipVersion(),
                details.saDirection(),
                details.traffic(),
                details.saBundle(),
                Optional.of(new UdpPorts(4500, 65535)),
                details.transportFilter());
    }

    private static void cbc(FilterEngine engine) {
        Traffic.Ends ends = Traffic.Ends.of(LOCAL_V6, REMOTE_V6);
        long context = engine.createSaContext(
                new Traffic(ends, Traffic.TRANSPORT, 0x8000000000000003L, 65535, 32768, 200, 0x6000000000001L, 7));
        int spi = engine.spi(
                context, SpiRequest.of(Traffic.transport(LOCAL_V6, REMOTE_V6, 0x8000000000000004L), Optional.empty()));
        assertThat(Integer.toUnsignedLong(spi)).isGreaterThan(255);
        try (SecretBytes cipherIn = key(32, 0x80);
                SecretBytes authIn = key(32, 0xb0);
                SecretBytes cipherOut = key(16, 0xd0);
                SecretBytes authOut = key(20, 0xe0)) {
            engine.addInbound(
                    context,
                    bundle(
                            spi,
                            new Sa.Transforms(
                                    CipherTransform.AES_256.with(cipherIn),
                                    AuthTransform.HMAC_SHA_256_128.with(authIn))));
            engine.addOutbound(
                    context,
                    bundle(
                            0x100,
                            new Sa.Transforms(
                                    CipherTransform.AES_128.with(cipherOut),
                                    AuthTransform.HMAC_SHA_1_96.with(authOut))));
        }
        engine.deleteSaContext(context);
    }

    private static SaBundle bundle(int spi, Sa.Transforms transforms) {
        return new SaBundle(0, new SaLimits(0, 0, 0), 1, List.of(Sa.esp(spi, transforms)), 1, 0, 0);
    }
}
