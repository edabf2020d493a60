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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answers of the newest snapshots. A watcher looks every few seconds whether there are others;
 * when the run that made them is over, new answers are made beside the old, with their index, and
 * take their place at once: each request sees one set of snapshots from its beginning to its end.
 * Where somebody was erased the old answers go first, and customers are answered from the lake
 * until the new index is there.
 */
public final class LiveAnswers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveAnswers.class);
  private static final String FOLDER = "index";

  private final ServedWorkspace workspace;
  private final Path folder;
  private final Lake watched;
  private final Thread watcher;
  private final Object refreshing = new Object();
  private @Nullable HeldAnswers held;
  private boolean closed;

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
      if (current().isEmpty()) {
        swap(Answers.open(workspace));
      }
      index();
    }
  }

  /** Looks whether there are other snapshots, and serves them if so. */
  public void refresh() {
    synchronized (refreshing) {
      Optional<Answers> old = current();
      if (old.isEmpty() || isOld(old.get())) {
        Answers next = Answers.open(workspace);
        try {
          if (old.isPresent() && next.isErasedSince(old.get())) {
            // nobody is to see the old answers a moment longer
            swap(next);
            CustomerIndex.deleteAll(folder);
          } else {
            next.index(folder);
            swap(next);
          }
        } catch (RuntimeException e) {
          if (current().filter(now -> now == next).isEmpty()) {
            next.close();
          }
          throw e;
        }
      }
      index();
    }
  }

  private boolean isOld(Answers answers) {
    return !workspace.isWritten() && !PinnedLake.fingerprint(watched).equals(answers.snapshots());
  }

  private void index() {
    Answers now = current().orElseThrow();
    if (!now.isIndexed()) {
      now.index(folder);
    }
    CustomerIndex.deleteOthers(folder, now.indexName());
  }

  private void swap(Answers next) {
    @Nullable HeldAnswers old;
    synchronized (this) {
      if (closed) {
        next.close();
        return;
      }
      old = held;
      held = new HeldAnswers(next);
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
      throw Refusal.notReady("Cannot answer yet: the tables are being opened; ask again soon");
    }
    return held;
  }

  /**
   * Answers a question, all of it from one set of snapshots. Where their files have gone, since
   * somebody was erased in between, it is asked again of the newest.
   */
  public <T> T ask(Function<Answers, T> question) {
    HeldAnswers mine = take();
    try {
      return question.apply(mine.answers());
    } catch (LakeException e) {
      if (!isOld(mine.answers())) {
        throw e;
      }
    } finally {
      mine.release();
    }
    if (current().filter(now -> now == mine.answers()).isPresent()) {
      refresh();
    }
    HeldAnswers newer = take();
    try {
      return question.apply(newer.answers());
    } finally {
      newer.release();
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
    try {
      while (true) {
        Thread.sleep(pause.toMillis());
        try {
          if (current().filter(this::isOld).isPresent()) {
            refresh();
          }
        } catch (RuntimeException e) {
          LOG.warn("Cannot serve the newest tables; trying again: {}", e.getMessage());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    watcher.interrupt();
    synchronized (refreshing) {
      @Nullable HeldAnswers last;
      synchronized (this) {
        closed = true;
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
