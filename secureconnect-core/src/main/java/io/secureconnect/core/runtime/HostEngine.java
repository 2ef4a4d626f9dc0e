package io.secureconnect.core.runtime;

import io.secureconnect.api.ApplyPreview;
import io.secureconnect.api.ApplyReport;
import io.secureconnect.api.CloseMode;
import io.secureconnect.api.HostStatus;
import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.plan.Explanation;
import io.secureconnect.api.policy.PolicyDocument;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/** The facade's methods as inputs of an event loop, and nothing else. */
final class HostEngine implements SecureConnect {
    private final EventLoop loop;

    HostEngine(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    public CompletionStage<ApplyPreview> plan(PolicyDocument draft) {
        Objects.requireNonNull(draft, "draft");
        return ask(answer -> new EngineInput.Plan(draft, answer));
    }

    @Override
    public CompletionStage<ApplyReport> apply(PolicyDocument policy) {
        Objects.requireNonNull(policy, "policy");
        return ask(answer -> new EngineInput.Apply(policy, false, answer));
    }

    @Override
    public CompletionStage<ApplyReport> applyForced(PolicyDocument policy) {
        Objects.requireNonNull(policy, "policy");
        return ask(answer -> new EngineInput.Apply(policy, true, answer));
    }

    @Override
    public CompletionStage<HostStatus> status() {
        return ask(EngineInput.Status::new);
    }

    @Override
    public CompletionStage<Explanation> explain(String peer) {
        Objects.requireNonNull(peer, "peer");
        return ask(answer -> new EngineInput.Explain(peer, answer));
    }

    @Override
    public CompletionStage<Void> suspend() {
        return ask(EngineInput.Suspend::new);
    }

    @Override
    public CompletionStage<Void> resume() {
        return ask(EngineInput.Resume::new);
    }

    @Override
    public void close(CloseMode mode) {
        Objects.requireNonNull(mode, "mode");
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (loop.submit(new EngineInput.Close(mode, done)) && !loop.isCurrent()) {
            await(done);
        }
    }

    static SecureConnectException closed() {
        return new SecureConnectException(ErrorCode.CLOSED, "the engine is closed; open another one");
    }

    private <T> CompletionStage<T> ask(Function<CompletableFuture<T>, EngineInput> request) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        if (!loop.submit(request.apply(answer))) {
            answer.completeExceptionally(closed());
        }
        return answer;
    }

    /** Goes on waiting when interrupted: a host that is half closed helps nobody. The caller finds its interrupt again. */
    private static void await(CompletableFuture<Void> done) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    done.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw SecureConnectException.class.cast(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
