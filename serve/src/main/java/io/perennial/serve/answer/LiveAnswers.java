// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import io.perennial.lake.Lake;
import io.perennial.lake.LakeException;
import io.perennial.serve.Refusal;
import io.perennial.serve.ServedWorkspace;
import io.perennial.serve.index.CustomerIndex;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answers of the newest snapshots. A watcher looks every few seconds whether there are others;
 * when the run that made them is over, new answers are made beside the old, with their index, and
 * take their place at once: each request sees one set of snapshots from its beginning to its end.
 * Where somebody was erased the old answers go at once, and nobody is answered till the erasure is
 * over; then customers are answered from the lake until the new index is there.
 */
public final class LiveAnswers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveAnswers.class);
  private static final String FOLDER = "index";
  private static final long BETWEEN_LOOKS_NANOS = 1_000_000_000;

  private final ServedWorkspace workspace;
  private final Path folder;
  private final Lake watched;
  private final Thread watcher;
  private final Object refreshing = new Object();
  private final Semaphore bell = new Semaphore(0);
  private volatile boolean wanted;
  private volatile long looked = System.nanoTime();
  private @Nullable HeldAnswers held;
  private volatile boolean closed;

  private LiveAnswers(ServedWorkspace workspace, Duration pause) {
    this.workspace = workspace;
    this.folder = folder(workspace.stateFolder());
    this.watched = workspace.openLake();
    this.watcher = new Thread(() -> watch(pause), "watch-tables");
    watcher.setDaemon(true);
  }

  /**
   * Begins to watch; nothing is opened before {@link #prepare}.
   *
   * @param pause between two looks
   */
  public static LiveAnswers start(ServedWorkspace workspace, Duration pause) {
    LiveAnswers live = new LiveAnswers(workspace, pause);
    live.watcher.start();
    return live;
  }

  /** Where indexes lie below the folder of the server's state; to be deleted by an erasure. */
  public static Path folder(Path state) {
    return state.resolve(FOLDER);
  }

  /** Opens answers, and their index. Customers are answered before the index is there. */
  public void prepare() {
    synchronized (refreshing) {
      wanted = true;
      if (current().isEmpty()) {
        swap(open());
      }
      index();
    }
  }

  /** Looks whether there are other snapshots, and serves them if so. */
  public void refresh() {
    synchronized (refreshing) {
      if (current().filter(now -> now.isErasedSince(watched)).isPresent()) {
        // nobody is to see the old answers a moment longer
        swap(null);
        CustomerIndex.deleteAll(folder);
      }
      if (current().isEmpty()) {
        swap(open());
      } else if (isOld(current().orElseThrow())) {
        Answers next = open();
        try {
          next.index(folder, this::isStopped);
        } catch (RuntimeException e) {
          next.close();
          throw e;
        }
        swap(next);
      }
      index();
    }
  }

  /** Opens what no run is half-way through: where one is at it, the tables as it found them. */
  private Answers open() {
    Optional<Instant> writing = workspace.writtenSince();
    Answers next =
        writing
            .map(since -> Answers.before(since, workspace))
            .orElseGet(() -> Answers.open(workspace));
    if (workspace.writtenSince().equals(writing) && !next.isErasedSince(watched)) {
      return next;
    }
    next.close();
    throw notReady();
  }

  private boolean isOld(Answers answers) {
    return !workspace.isWritten() && !PinnedLake.fingerprint(watched).equals(answers.snapshots());
  }

  private void index() {
    Optional<Answers> now = current();
    if (now.isPresent()) {
      if (!now.get().isIndexed()) {
        now.get().index(folder, this::isStopped);
      }
      CustomerIndex.deleteOthers(folder, now.get().indexName());
    }
  }

  private void swap(@Nullable Answers next) {
    @Nullable HeldAnswers old;
    synchronized (this) {
      if (closed) {
        if (next != null) {
          next.close();
        }
        return;
      }
      old = held;
      held = next == null ? null : new HeldAnswers(next);
    }
    if (old != null) {
      old.release();
    }
  }

  private synchronized Optional<Answers> current() {
    return Optional.ofNullable(held).map(HeldAnswers::answers);
  }

  private synchronized HeldAnswers take() {
    if (held == null || !held.take()) {
      throw notReady();
    }
    return held;
  }

  private static Refusal notReady() {
    return Refusal.notReady("Cannot answer yet: the tables are being opened; ask again soon");
  }

  /**
   * Answers a question, all of it from one set of snapshots. Where their files have gone in
   * between, it is asked again of the newest; where these are not yet there, whoever asked is to
   * come again.
   */
  public <T> T ask(Function<Answers, T> question) {
    HeldAnswers mine = take();
    try {
      return question.apply(mine.answers());
    } catch (LakeException e) {
      if (!isGone(mine.answers())) {
        throw e;
      }
    } finally {
      mine.release();
    }
    HeldAnswers newer = take();
    try {
      if (newer != mine) {
        return question.apply(newer.answers());
      }
    } finally {
      newer.release();
    }
    bell.release();
    throw notReady();
  }

  /** Whether an index in the making is for nobody: the server ends, or somebody was erased. */
  private boolean isStopped() {
    if (!closed && System.nanoTime() - looked > BETWEEN_LOOKS_NANOS) {
      looked = System.nanoTime();
      return current().filter(now -> now.isErasedSince(watched)).isPresent();
    }
    return closed;
  }

  /** Whether files of these answers may have been deleted. */
  private boolean isGone(Answers answers) {
    try {
      return workspace.isWritten() || isOld(answers);
    } catch (LakeException e) {
      return true;
    }
  }

  /** A name for what answers are made of now; none before there are any. */
  public String version() {
    return current()
        .map(answers -> answers.snapshots() + (answers.isIndexed() ? "" : " slow"))
        .orElse("");
  }

  /** Whether customers are answered from the index. */
  public boolean isIndexed() {
    return current().filter(Answers::isIndexed).isPresent();
  }

  /** Since when the present answers are served. */
  public Optional<Instant> loadedAt() {
    return current().map(answers -> answers.status().loadedAt());
  }

  /** Bytes on the disk of the present index. */
  public long indexBytes() {
    return current().map(answers -> CustomerIndex.bytes(folder, answers.indexName())).orElse(0L);
  }

  private void watch(Duration pause) {
    String told = "";
    try {
      while (!closed) {
        bell.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        bell.drainPermits();
        try {
          look();
          told = "";
        } catch (RuntimeException e) {
          String why = String.valueOf(e.getMessage());
          if (!closed && !why.equals(told)) {
            LOG.warn("Cannot serve the newest tables; trying again: {}", why);
          }
          told = why;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    Optional<Answers> now = current();
    if (now.isEmpty() ? wanted : isToChange(now.get())) {
      refresh();
    }
  }

  private boolean isToChange(Answers now) {
    return !now.isIndexed() || now.isErasedSince(watched) || isOld(now);
  }

  /** Ends the watching; an index that is being built is given up. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    watcher.interrupt();
    synchronized (refreshing) {
      @Nullable HeldAnswers last;
      synchronized (this) {
        last = held;
        held = null;
      }
      if (last != null) {
        last.release();
      }
      watched.close();
    }
  }
}
