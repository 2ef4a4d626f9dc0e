package io.secureconnect.linux.xfrm;

import io.secureconnect.linux.netlink.Fields;
import io.secureconnect.linux.netlink.Structure;
import java.util.List;

/**
 * One type of message: its number, its kernel name, its fixed part and its attributes. Requests and notifications of one
 * type may differ; then they are two rows.
 *
 * @param <B> the fixed part
 */
public record MessageFormat<B>(int type, String name, Structure<B> body, AttributeTable attributes) {
    /** No fixed part. */
    public record Empty() {
        static final Structure<Empty> STRUCTURE = Structure.of("empty", new Empty(), (f, v) -> v);
    }

    /** {@code xfrm_usersa_flush}: which protocol's SAs were flushed. */
    public record Flush(int protocol) {
        static final Structure<Flush> STRUCTURE = Structure.of("xfrm_usersa_flush", new Flush(0), Flush::walk);

        private static Flush walk(Fields f, Flush v) {
            return new Flush(f.u8("proto", v.protocol));
        }
    }

    /** A fixed part of one number, unused. */
    public record Flags(int flags) {
        static final Structure<Flags> STRUCTURE = Structure.of("__u32", new Flags(0), Flags::walk);

        private static Flags walk(Fields f, Flags v) {
            return new Flags(f.u32("flags", v.flags));
        }
    }

    public static final MessageFormat<UserState> NEW_SA = of(0x10, "XFRM_MSG_NEWSA", UserState.STRUCTURE);
    public static final MessageFormat<UserStateId> DELETE_SA = of(0x11, "XFRM_MSG_DELSA", UserStateId.STRUCTURE);
    public static final MessageFormat<UserStateId> GET_SA = of(0x12, "XFRM_MSG_GETSA", UserStateId.STRUCTURE);
    public static final MessageFormat<Empty> DUMP_SA = of(0x12, "XFRM_MSG_GETSA", Empty.STRUCTURE);
    public static final MessageFormat<UserPolicy> NEW_POLICY = of(0x13, "XFRM_MSG_NEWPOLICY", UserPolicy.STRUCTURE);
    public static final MessageFormat<UserPolicyId> DELETE_POLICY =
            of(0x14, "XFRM_MSG_DELPOLICY", UserPolicyId.STRUCTURE);
    public static final MessageFormat<UserPolicyId> GET_POLICY = of(0x15, "XFRM_MSG_GETPOLICY", UserPolicyId.STRUCTURE);
    public static final MessageFormat<Empty> DUMP_POLICY = of(0x15, "XFRM_MSG_GETPOLICY", Empty.STRUCTURE);
    public static final MessageFormat<SpiRequest> ALLOCATE_SPI = of(0x16, "XFRM_MSG_ALLOCSPI", SpiRequest.STRUCTURE);
    public static final MessageFormat<UserAcquire> ACQUIRE = of(0x17, "XFRM_MSG_ACQUIRE", UserAcquire.STRUCTURE);
    public static final MessageFormat<UserExpire> EXPIRE = of(0x18, "XFRM_MSG_EXPIRE", UserExpire.STRUCTURE);
    public static final MessageFormat<UserPolicy> UPDATE_POLICY = of(0x19, "XFRM_MSG_UPDPOLICY", UserPolicy.STRUCTURE);
    public static final MessageFormat<UserState> UPDATE_SA = of(0x1a, "XFRM_MSG_UPDSA", UserState.STRUCTURE);
    public static final MessageFormat<UserPolicyExpire> POLICY_EXPIRE =
            of(0x1b, "XFRM_MSG_POLEXPIRE", UserPolicyExpire.STRUCTURE);
    /** Only ever heard, never said. */
    public static final MessageFormat<Flush> FLUSH_SA = of(0x1c, "XFRM_MSG_FLUSHSA", Flush.STRUCTURE);
    /** Only ever heard, never said. */
    public static final MessageFormat<Empty> FLUSH_POLICY = of(0x1d, "XFRM_MSG_FLUSHPOLICY", Empty.STRUCTURE);

    public static final MessageFormat<AsyncEvent> NEW_AE = of(0x1e, "XFRM_MSG_NEWAE", AsyncEvent.STRUCTURE);
    public static final MessageFormat<Flags> NEW_SPD_INFO =
            new MessageFormat<>(0x24, "XFRM_MSG_NEWSPDINFO", Flags.STRUCTURE, XfrmaSpd.TABLE);
    public static final MessageFormat<Flags> GET_SPD_INFO =
            new MessageFormat<>(0x25, "XFRM_MSG_GETSPDINFO", Flags.STRUCTURE, XfrmaSpd.TABLE);
    public static final MessageFormat<UserMapping> MAPPING = of(0x26, "XFRM_MSG_MAPPING", UserMapping.STRUCTURE);

    /** Every row. */
    public static final List<MessageFormat<?>> ALL = List.of(
            NEW_SA,
            DELETE_SA,
            GET_SA,
            DUMP_SA,
            NEW_POLICY,
            DELETE_POLICY,
            GET_POLICY,
            DUMP_POLICY,
            ALLOCATE_SPI,
            ACQUIRE,
            EXPIRE,
            UPDATE_POLICY,
            UPDATE_SA,
            POLICY_EXPIRE,
            FLUSH_SA,
            FLUSH_POLICY,
            NEW_AE,
            NEW_SPD_INFO,
            GET_SPD_INFO,
            MAPPING);

    private static <B> MessageFormat<B> of(int type, String name, Structure<B> body) {
        return new MessageFormat<>(type, name, body, Xfrma.TABLE);
    }

    /** A message of this type without attributes. */
    public XfrmMessage<B> message(B body) {
        return new XfrmMessage<>(this, body, Attributes.NONE);
    }
}
