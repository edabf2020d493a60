// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.workspace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The right to write to a workspace: one at a time, whatever the process. Readers need none. The
 * operating system gives it back when its process ends, however it ends.
 */
public final class WorkspaceLock implements AutoCloseable {

  /*
   * 1. POSIX drops all locks of a process on a file when the process closes any descriptor of it.
   *    So within this JVM the file is never opened while it is locked: HELD answers instead.
   * 2. Windows keeps others from reading locked bytes. So the byte that is locked lies far behind
   *    the text that says who holds it.
   */
  private static final Map<Path, LockHolder> HELD = new HashMap<>();
  private static final long LOCKED_BYTE = 1L << 40;
  private static final int MOST_TEXT = 4096;
  private static final int MOST_TRIES = 25;
  private static final long PAUSE_NANOS = 20_000_000;

  private final Path file;
  private final FileChannel channel;
  private final FileLock lock;
  private boolean open = true;

  private WorkspaceLock(Path file, FileChannel channel, FileLock lock) {
    this.file = file;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the lock, or says who has it.
   *
   * @param workspace its name, for messages
   * @param command what takes it, such as {@code perennial run}
   */
  static WorkspaceLock take(String workspace, Path file, String command, Clock clock) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    LockHolder me = new LockHolder(ProcessHandle.current().pid(), command, now, now);
    synchronized (HELD) {
      try {
        Files.createDirectories(file.getParent());
        Path key = key(file);
        LockHolder other = HELD.get(key);
        if (other != null) {
          throw taken(workspace, Optional.of(other), clock);
        }
        return lockFile(workspace, key, me, clock);
      } catch (IOException e) {
        throw new WorkspaceException(
            "Cannot lock workspace " + workspace + ": " + FileTrouble.why(e), e);
      }
    }
  }

  /** Who signed a lock's file last, and has not come to an end. */
  private interface Signed {
    Optional<LockHolder> of(Path key) throws IOException;
  }

  /** Who writes to the workspace now; empty when nobody does. */
  static Optional<LockHolder> holder(Path file) {
    return signed(
        file,
        key -> {
          try (FileChannel channel =
                  FileChannel.open(key, StandardOpenOption.READ, StandardOpenOption.WRITE);
              FileLock probe = channel.tryLock(LOCKED_BYTE, 1, false)) {
            return probe == null ? read(channel) : Optional.empty();
          }
        });
  }

  /**
   * Who writes to the workspace now, or was killed while writing and is followed by nobody who came
   * to an end: the tables do not belong together. Empty when they do.
   */
  static Optional<LockHolder> unfinished(Path file) {
    return signed(
        file,
        key -> {
          try (FileChannel channel = FileChannel.open(key, StandardOpenOption.READ)) {
            return read(channel);
          }
        });
  }

  /** This process, if it holds the lock, without opening the file; else what the file says. */
  private static Optional<LockHolder> signed(Path file, Signed others) {
    synchronized (HELD) {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      try {
        Path key = key(file);
        LockHolder mine = HELD.get(key);
        return mine == null ? others.of(key) : Optional.of(mine);
      } catch (IOException e) {
        return Optional.empty();
      }
    }
  }

  private static WorkspaceLock lockFile(String workspace, Path key, LockHolder me, Clock clock)
      throws IOException {
    FileChannel channel =
        FileChannel.open(
            key, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean kept = false;
    try {
      FileLock lock = tryLock(channel);
      if (lock == null) {
        throw taken(workspace, read(channel), clock);
      }
      LockHolder signs = read(channel).map(me::after).orElse(me);
      write(channel, signs.text());
      HELD.put(key, signs);
      kept = true;
      return new WorkspaceLock(key, channel, lock);
    } finally {
      if (!kept) {
        channel.close();
      }
    }
  }

  /**
   * Tries; and tries again for a moment while the lock is taken but nobody alive signs for it: that
   * is a writer about to sign, or someone asking {@link #holder}.
   */
  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
    for (int i = 0; lock == null && i < MOST_TRIES && !signed(channel); i++) {
      LockSupport.parkNanos(PAUSE_NANOS);
      lock = channel.tryLock(LOCKED_BYTE, 1, false);
    }
    return lock;
  }

  private static boolean signed(FileChannel channel) throws IOException {
    return read(channel).filter(LockHolder::isAlive).isPresent();
  }

  private static WorkspaceException taken(
      String workspace, Optional<LockHolder> holder, Clock clock) {
    String who =
        holder.map(h -> h.sentence(clock.instant())).orElse("another process has just taken it");
    return new WorkspaceException(
        "Cannot lock workspace " + workspace + ": " + who + "; wait for it or stop it");
  }

  /** One key for one file, however its folder is reached. */
  private static Path key(Path file) throws IOException {
    return file.getParent().toRealPath().resolve(file.getFileName());
  }

  private static Optional<LockHolder> read(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(MOST_TEXT);
    channel.read(text, 0);
    return LockHolder.parse(new String(text.array(), 0, text.position(), StandardCharsets.UTF_8));
  }

  private static void write(FileChannel channel, String text) throws IOException {
    channel.truncate(0);
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes, bytes.position());
    }
  }

  /** Gives the lock back; the second time does nothing. */
  @Override
  public void close() {
    synchronized (HELD) {
      if (!open) {
        return;
      }
      open = false;
      HELD.remove(file);
      try (channel;
          lock) {
        channel.truncate(0);
      } catch (IOException e) {
        throw new WorkspaceException("Cannot unlock " + file + ": " + FileTrouble.why(e), e);
      }
    }
  }
}
