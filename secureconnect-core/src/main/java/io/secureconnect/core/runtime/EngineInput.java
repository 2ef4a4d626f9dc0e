package io.secureconnect.core.runtime;

import io.secureconnect.api.ApplyPreview;
import io.secureconnect.api.ApplyReport;
import io.secureconnect.api.CloseMode;
import io.secureconnect.api.HostStatus;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.plan.Explanation;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.spi.BackendEvent;
import java.util.concurrent.CompletableFuture;

/** All that can happen to an engine. Everything it does begins with one of these, on its event loop. */
sealed interface EngineInput {
    Kind kind();

    /** The forms of an input. */
    enum Kind {
        PLAN,
        APPLY,
        STATUS,
        EXPLAIN,
        SUSPEND,
        RESUME,
        CLOSE,
        KERNEL_EVENT,
        INSTRUCTION,
        DATAGRAMS,
        WAKE
    }

    /** An input that somebody waits for. */
    sealed interface Request extends EngineInput {
        CompletableFuture<?> answer();
    }

    record Plan(PolicyDocument draft, CompletableFuture<ApplyPreview> answer) implements Request {
        @Override
        public Kind kind() {
            return Kind.PLAN;
        }
    }

    record Apply(PolicyDocument policy, boolean forced, CompletableFuture<ApplyReport> answer) implements Request {
        @Override
        public Kind kind() {
            return Kind.APPLY;
        }
    }

    record Status(CompletableFuture<HostStatus> answer) implements Request {
        @Override
        public Kind kind() {
            return Kind.STATUS;
        }
    }

    record Explain(String peer, CompletableFuture<Explanation> answer) implements Request {
        @Override
        public Kind kind() {
            return Kind.EXPLAIN;
        }
    }

    record Suspend(CompletableFuture<Void> answer) implements Request {
        @Override
        public Kind kind() {
            return Kind.SUSPEND;
        }
    }

    record Resume(CompletableFuture<Void> answer) implements Request {
        @Override
        public Kind kind() {
            return Kind.RESUME;
        }
    }

    record Close(CloseMode mode, CompletableFuture<Void> answer) implements Request {
        @Override
        public Kind kind() {
            return Kind.CLOSE;
        }
    }

    /** Something the kernel told. */
    record KernelEvent(BackendEvent event) implements EngineInput {
        @Override
        public Kind kind() {
            return Kind.KERNEL_EVENT;
        }
    }

    /** Something the key distributor told. */
    record Instruction(SealedInstruction sealed) implements EngineInput {
        @Override
        public Kind kind() {
            return Kind.INSTRUCTION;
        }
    }

    /** Peers sent something, which waits in the inbox. */
    record Datagrams() implements EngineInput {
        @Override
        public Kind kind() {
            return Kind.DATAGRAMS;
        }
    }

    /** Something is due: a time has come, or the kernel is to be looked at anew. */
    record Wake() implements EngineInput {
        @Override
        public Kind kind() {
            return Kind.WAKE;
        }
    }
}
