package io.secureconnect.windows.wfp;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.windows.abi.SdkName;
import io.secureconnect.windows.abi.Struct;
import io.secureconnect.windows.abi.Union;
import io.secureconnect.windows.abi.Union.Arm;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Something that the filter engine dropped, or IKEEXT failed at: {@code FWPM_NET_EVENT1}.
 *
 * @param type a {@code FWPM_NET_EVENT_TYPE}
 * @param payload what there is to say about it; {@link NetEventPayload.Other} for types that nobody reads here
 */
public record NetEvent(Header header, int type, NetEventPayload payload) {
    private static final NetEventPayload OTHER = new NetEventPayload.Other(-1);

    private static final Union<NetEventPayload> PAYLOAD = Union.of(
            (m, v) -> OTHER,
            List.of(
                    arm(
                            NetEventPayload.MainModeFailure.TYPE,
                            "ikeMmFailure",
                            NetEventStructs.MAIN_MODE_FAILURE,
                            NetEventPayload.MainModeFailure.class::cast),
                    arm(
                            NetEventPayload.QuickModeFailure.TYPE,
                            "ikeQmFailure",
                            NetEventStructs.QUICK_MODE_FAILURE,
                            NetEventPayload.QuickModeFailure.class::cast),
                    arm(
                            NetEventPayload.ExtendedModeFailure.TYPE,
                            "ikeEmFailure",
                            NetEventStructs.EXTENDED_MODE_FAILURE,
                            NetEventPayload.ExtendedModeFailure.class::cast),
                    arm(
                            NetEventPayload.ClassifyDrop.TYPE,
                            "classifyDrop",
                            NetEventStructs.CLASSIFY_DROP,
                            NetEventPayload.ClassifyDrop.class::cast),
                    arm(
                            NetEventPayload.KernelDrop.TYPE,
                            "ipsecDrop",
                            NetEventStructs.KERNEL_DROP,
                            NetEventPayload.KernelDrop.class::cast),
                    new Arm<>(NetEventPayload.Other.TYPE_IDP_DROP, OTHER, (m, v) -> {
                        m.unused("idpDrop");
                        return OTHER;
                    })));

    /** How it lies in memory. */
    public static final Struct<NetEvent> STRUCT = Struct.of(
            "FWPM_NET_EVENT1",
            new NetEvent(Header.STRUCT.blank(), 0, NetEventStructs.MAIN_MODE_FAILURE.blank()),
            (m, v) -> {
                Header header = m.struct("header", Header.STRUCT, v.header);
                int type = m.u32("type", v.type);
                NetEventPayload payload = m.union(PAYLOAD, type, v.payload);
                return new NetEvent(header, type, payload == OTHER ? new NetEventPayload.Other(type) : payload);
            });

    private static <T extends NetEventPayload> Arm<NetEventPayload> arm(
            int type, String name, Struct<T> struct, Function<NetEventPayload, T> target) {
        return new Arm<>(
                type,
                struct.blank(),
                (m, v) -> m.pointer(name, struct, Optional.of(target.apply(v)))
                        .map(NetEventPayload.class::cast)
                        .orElse(OTHER));
    }

    /**
     * What packet it was, and when: {@code FWPM_NET_EVENT_HEADER1}. A member counts only if its flag is set; the methods below
     * look at the flags.
     *
     * @param timeStamp a {@code FILETIME}: tenths of microseconds since 1601, UTC
     * @param flags of {@code FWPM_NET_EVENT_FLAG_*}
     * @param ends addresses of this host and of the other
     * @param localPort in host order
     * @param remotePort the same
     * @param appId path of the program, UTF-16
     */
    public record Header(
            long timeStamp,
            int flags,
            int ipProtocol,
            Traffic.Ends ends,
            int localPort,
            int remotePort,
            int scopeId,
            Bytes appId) {
        @SdkName("FWPM_NET_EVENT_FLAG_IP_PROTOCOL_SET")
        public static final int IP_PROTOCOL_SET = 0x1;

        @SdkName("FWPM_NET_EVENT_FLAG_LOCAL_ADDR_SET")
        public static final int LOCAL_ADDR_SET = 0x2;

        @SdkName("FWPM_NET_EVENT_FLAG_REMOTE_ADDR_SET")
        public static final int REMOTE_ADDR_SET = 0x4;

        @SdkName("FWPM_NET_EVENT_FLAG_LOCAL_PORT_SET")
        public static final int LOCAL_PORT_SET = 0x8;

        @SdkName("FWPM_NET_EVENT_FLAG_REMOTE_PORT_SET")
        public static final int REMOTE_PORT_SET = 0x10;

        @SdkName("FWPM_NET_EVENT_FLAG_IP_VERSION_SET")
        public static final int IP_VERSION_SET = 0x100;

        /** From 1601 to 1970. */
        private static final long EPOCH_SECONDS = 11_644_473_600L;

        private static final long TICKS_PER_SECOND = 10_000_000;

        private static final Union<Bytes> LOCAL = Addresses.union("localAddrV4", "localAddrV6");
        private static final Union<Bytes> REMOTE = Addresses.union("remoteAddrV4", "remoteAddrV6");

        /** Ethernet, which drivers see; for others Windows' reserve. */
        private static final Union<Integer> RESERVED = Union.of((m, v) -> v, List.of(new Arm<>(0, 0, (m, v) -> {
            m.octets("reserved2", 6, Bytes.empty());
            m.octets("reserved3", 6, Bytes.empty());
            m.u32("reserved4", 0);
            m.u32("reserved5", 0);
            m.u16("reserved6", 0);
            m.u32("reserved7", 0);
            m.u32("reserved8", 0);
            m.u16("reserved9", 0);
            m.u64("reserved10", 0);
            return v;
        })));

        private static final Union<Integer> FAMILY = Union.of((m, v) -> v, List.of(new Arm<>(0, 0, (m, v) -> {
            m.u32("reserved1", 0);
            return m.union(RESERVED, 0, 0);
        })));

        static final Struct<Header> STRUCT = Struct.of(
                "FWPM_NET_EVENT_HEADER1", new Header(0, 0, 0, Traffic.Ends.BLANK, 0, 0, 0, Bytes.empty()), (m, v) -> {
                    long timeStamp = m.struct("timeStamp", Plain.FILETIME, v.timeStamp);
                    int flags = m.u32("flags", v.flags);
                    int ipVersion = m.u32("ipVersion", v.ends.ipVersion());
                    int ipProtocol = m.u8("ipProtocol", v.ipProtocol);
                    Bytes local = m.union(LOCAL, ipVersion, v.ends.local());
                    Bytes remote = m.union(REMOTE, ipVersion, v.ends.remote());
                    int localPort = m.u16("localPort", v.localPort);
                    int remotePort = m.u16("remotePort", v.remotePort);
                    int scopeId = m.u32("scopeId", v.scopeId);
                    Bytes appId = m.struct("appId", Plain.BYTE_BLOB, v.appId);
                    m.unused("userId");
                    m.union(FAMILY, 0, 0);
                    return new Header(
                            timeStamp,
                            flags,
                            ipProtocol,
                            new Traffic.Ends(ipVersion, local, remote),
                            localPort,
                            remotePort,
                            scopeId,
                            appId);
                });

        /** When it was. */
        public Instant time() {
            return Instant.ofEpochSecond(
                    Math.floorDiv(timeStamp, TICKS_PER_SECOND) - EPOCH_SECONDS,
                    Math.floorMod(timeStamp, TICKS_PER_SECOND) * 100);
        }

        /** The {@code FILETIME} of a point in time. */
        public static long timeStamp(Instant time) {
            return (time.getEpochSecond() + EPOCH_SECONDS) * TICKS_PER_SECOND + time.getNano() / 100;
        }

        /** Number of the protocol, if it is known. */
        public OptionalInt protocol() {
            return known(IP_PROTOCOL_SET, ipProtocol);
        }

        /** Of this host. */
        public Optional<IpAddress> localAddress() {
            return address(LOCAL_ADDR_SET, ends.local());
        }

        /** Of the other. */
        public Optional<IpAddress> remoteAddress() {
            return address(REMOTE_ADDR_SET, ends.remote());
        }

        /** Of this host; the type of an ICMP message. */
        public OptionalInt localTransportPort() {
            return known(LOCAL_PORT_SET, localPort);
        }

        /** Of the other; the code of an ICMP message. */
        public OptionalInt remoteTransportPort() {
            return known(REMOTE_PORT_SET, remotePort);
        }

        private OptionalInt known(int flag, int value) {
            return (flags & flag) == 0 ? OptionalInt.empty() : OptionalInt.of(value);
        }

        private Optional<IpAddress> address(int flag, Bytes octets) {
            boolean known =
                    (flags & flag) != 0 && (ends.ipVersion() == Traffic.Ends.V4 || ends.ipVersion() == Traffic.Ends.V6);
            return known ? Optional.of(IpAddress.of(octets.toArray())) : Optional.empty();
        }
    }
}
