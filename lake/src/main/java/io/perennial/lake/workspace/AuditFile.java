// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.workspace;

import io.perennial.governance.AuditTrail;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The audit trail as a file of JSON Lines that only grows. An entry is written in one piece and
 * synced, by one process at a time. Each line is chained to the one before it; {@code audit.head}
 * beside the file says where the chain ended, so that a missing end shows. Lines of before there
 * was a chain are part of it.
 */
final class AuditFile implements AuditTrail {

  /** Locks of files are of processes: this is of threads. */
  private static final Object WRITING = new Object();

  private static final int TAIL_BYTES = 1 << 14;

  /**
   * Where the chain ends.
   *
   * @param lines how many it has
   * @param chain of the last
   */
  private record Head(long lines, String chain) {

    static final Head START = new Head(0, AuditLine.START);

    Head with(String line) {
      return new Head(lines + 1, AuditLine.after(chain, line));
    }
  }

  private final Path file;
  private final Path head;

  /** Of its own: a process that closes the trail, once it has read it, drops its locks of it. */
  private final Path lock;

  AuditFile(Path file) {
    this.file = file;
    this.head = file.resolveSibling("audit.head");
    this.lock = file.resolveSibling("audit.lock");
  }

  @Override
  public void append(Entry entry) {
    synchronized (WRITING) {
      try {
        Files.createDirectories(file.getParent());
        try (FileChannel locked =
                FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileChannel channel =
                FileChannel.open(
                    file,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE)) {
          Objects.requireNonNull(locked.lock(), "lock");
          Head before = end(channel);
          String start = endsTorn(channel) ? "\n" : "";
          String line = AuditLine.of(entry, before.chain());
          ByteBuffer bytes = StandardCharsets.UTF_8.encode(start + line + "\n");
          channel.position(channel.size());
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
          channel.force(true);
          write(before.with(line));
        }
      } catch (IOException e) {
        throw trouble("keep", e);
      }
    }
  }

  @Override
  public List<Numbered> newest(long before, int most) {
    Deque<Numbered> kept = new ArrayDeque<>();
    try (BufferedReader lines = lines()) {
      long number = 0;
      for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (number >= before) {
          break;
        }
        Optional<Entry> entry = AuditLine.entry(line);
        if (entry.isPresent()) {
          kept.addLast(new Numbered(number, entry.get()));
          if (kept.size() > most) {
            kept.removeFirst();
          }
        }
      }
    } catch (IOException e) {
      throw trouble("read", e);
    }
    List<Numbered> newest = new ArrayList<>(kept);
    Collections.reverse(newest);
    return newest;
  }

  @Override
  public Chain check() {
    Head said = head();
    Head now = Head.START;
    boolean chained = false;
    try (BufferedReader lines = lines()) {
      for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
        now = now.with(line);
        Optional<String> own = AuditLine.chain(line);
        boolean broken =
            own.isPresent() ? !own.get().equals(now.chain()) : chained && !AuditLine.isTorn(line);
        chained |= own.isPresent();
        if (broken || (now.lines() == said.lines() && !now.chain().equals(said.chain()))) {
          return new Chain(now.lines(), Optional.of(now.lines()));
        }
      }
    } catch (IOException e) {
      throw trouble("read", e);
    }
    return now.lines() < said.lines()
        ? new Chain(now.lines(), Optional.of(now.lines() + 1))
        : new Chain(now.lines(), Optional.empty());
  }

  /**
   * Where the chain ends: as the head says, if the last line says so, too; else a crash came
   * between the two, and all lines are read.
   */
  private Head end(FileChannel channel) throws IOException {
    Head said = head();
    Optional<String> last = lastLine(channel).flatMap(AuditLine::chain);
    if (said.lines() > 0 && last.isPresent() && last.get().equals(said.chain())) {
      return said;
    }
    Head now = Head.START;
    boolean asSaid = said.equals(Head.START);
    try (BufferedReader lines = lines()) {
      for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
        // a chain that was broken goes on from where it was broken: the break stays in sight
        now = new Head(now.lines() + 1, AuditLine.chain(line).orElse(now.with(line).chain()));
        asSaid |= now.equals(said);
      }
    }
    // what is missing is chained to all the same, so that the gap is found for ever
    return asSaid ? now : new Head(now.lines(), said.chain());
  }

  private Head head() {
    try {
      String[] parts = Files.readString(head).strip().split(" ", 2);
      return new Head(Long.parseLong(parts[0]), parts.length == 2 ? parts[1] : "");
    } catch (IOException | NumberFormatException e) {
      return Head.START;
    }
  }

  private void write(Head end) throws IOException {
    Path fresh = head.resolveSibling("audit.head.new");
    Files.writeString(fresh, end.lines() + " " + end.chain() + "\n");
    Files.move(fresh, head, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** What a power cut tore within a character is read all the same: as a character that is none. */
  private BufferedReader lines() throws IOException {
    return new BufferedReader(
        Files.exists(file)
            ? new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)
            : Reader.nullReader());
  }

  /** The last whole line; empty when there is none within the last 16 kB. */
  private static Optional<String> lastLine(FileChannel channel) throws IOException {
    long from = Math.max(0, channel.size() - TAIL_BYTES);
    ByteBuffer tail = ByteBuffer.allocate((int) (channel.size() - from));
    while (tail.hasRemaining() && channel.read(tail, from + tail.position()) >= 0) {
      // until it is full
    }
    String text = new String(tail.array(), 0, tail.position(), StandardCharsets.UTF_8);
    if (!text.endsWith("\n")) {
      return Optional.empty();
    }
    String whole = text.substring(0, text.length() - 1);
    int start = whole.lastIndexOf('\n');
    return start < 0 && from > 0 ? Optional.empty() : Optional.of(whole.substring(start + 1));
  }

  /** Whether a power cut tore the last line: the next one must not be swallowed by it. */
  private static boolean endsTorn(FileChannel channel) throws IOException {
    if (channel.size() == 0) {
      return false;
    }
    ByteBuffer last = ByteBuffer.allocate(1);
    channel.read(last, channel.size() - 1);
    return last.get(0) != '\n';
  }

  private WorkspaceException trouble(String verb, IOException e) {
    return new WorkspaceException(
        "Cannot " + verb + " the audit trail " + file + ": " + FileTrouble.why(e), e);
  }
}
