// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * Sorts events by time in bounded memory: sorted runs go to files, which are then merged. Equal
 * seconds keep the order in which they came, so the outcome does not depend on the size of a run.
 * Memory: 60 bytes for each of {@code eventsInMemory}, and 64 KiB a run.
 */
final class TimeOrder implements AutoCloseable {

  private static final int POSITION_BITS = 27;
  private static final int BLOCK_ROWS = 8_192;
  private static final int BUFFER_EVENTS = 1_300;

  private final Shop shop;
  private final Path folder;
  private final int eventsInMemory;
  private final EventBlock pending;
  private final List<Run> runs = new ArrayList<>();

  TimeOrder(Shop shop, Path folder, int eventsInMemory) {
    if (eventsInMemory < 1 || eventsInMemory >= 1 << POSITION_BITS) {
      throw new IllegalArgumentException(
          "Invalid eventsInMemory: " + eventsInMemory + " (must be within [1, 134217727])");
    }
    this.shop = shop;
    this.folder = folder;
    this.eventsInMemory = eventsInMemory;
    pending = new EventBlock(shop, 1_024);
  }

  void add(EventBlock block) throws IOException {
    for (int row = 0; row < block.rows(); row++) {
      pending.copy(block, row);
      if (pending.rows() == eventsInMemory) {
        spill();
      }
    }
  }

  /** All that was added, in order of time. Call once. */
  Iterator<EventBlock> sorted() throws IOException {
    spill();
    PriorityQueue<Run> heads = new PriorityQueue<>();
    for (Run run : runs) {
      run.open();
      if (run.advance()) {
        heads.add(run);
      }
    }
    return new Merge(heads);
  }

  /** Deletes the files. */
  @Override
  public void close() throws IOException {
    for (Run run : runs) {
      run.close();
    }
  }

  private void spill() throws IOException {
    if (pending.rows() == 0) {
      return;
    }
    long[] keys = new long[pending.rows()];
    for (int row = 0; row < keys.length; row++) {
      keys[row] = pending.epochSecond(row) << POSITION_BITS | row;
    }
    Arrays.sort(keys);
    Files.createDirectories(folder);
    Path file = Files.createTempFile(folder, "events-", ".run");
    runs.add(new Run(runs.size(), file));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_EVENTS * EventBlock.BYTES);
      for (long key : keys) {
        pending.write((int) (key & ((1 << POSITION_BITS) - 1)), buffer);
        if (!buffer.hasRemaining()) {
          drain(buffer, channel);
        }
      }
      drain(buffer, channel);
    }
    pending.clear();
  }

  private static void drain(ByteBuffer buffer, FileChannel channel) throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  /** A sorted file and the place in it. */
  private final class Run implements Comparable<Run> {

    private final int number;
    private final Path file;
    private final EventBlock ahead = new EventBlock(shop, 0);
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private final FileChannel channel;
    private int row;

    Run(int number, Path file) throws IOException {
      this.number = number;
      this.file = file;
      this.channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    void open() {
      buffer = ByteBuffer.allocateDirect(BUFFER_EVENTS * EventBlock.BYTES);
    }

    /** To the next event; false at the end. */
    boolean advance() throws IOException {
      row++;
      if (row >= ahead.rows()) {
        refill();
      }
      return row < ahead.rows();
    }

    private void refill() throws IOException {
      ahead.clear();
      row = 0;
      int read = 0;
      while (read >= 0 && buffer.hasRemaining()) {
        read = channel.read(buffer);
      }
      buffer.flip();
      while (buffer.remaining() >= EventBlock.BYTES) {
        ahead.read(buffer);
      }
      buffer.clear();
    }

    void close() throws IOException {
      channel.close();
      Files.deleteIfExists(file);
    }

    @Override
    public int compareTo(Run other) {
      int byTime = Long.compare(ahead.epochSecond(row), other.ahead.epochSecond(other.row));
      return byTime != 0 ? byTime : Integer.compare(number, other.number);
    }
  }

  /** The merged runs, a block at a time. */
  private final class Merge implements Iterator<EventBlock> {

    private final PriorityQueue<Run> heads;

    Merge(PriorityQueue<Run> heads) {
      this.heads = heads;
    }

    @Override
    public boolean hasNext() {
      return !heads.isEmpty();
    }

    @Override
    public EventBlock next() {
      if (heads.isEmpty()) {
        throw new NoSuchElementException("Cannot read on: all events were read");
      }
      EventBlock block = new EventBlock(shop, BLOCK_ROWS);
      try {
        while (block.rows() < BLOCK_ROWS && !heads.isEmpty()) {
          Run first = heads.remove();
          boolean more;
          do {
            block.copy(first.ahead, first.row);
            more = first.advance();
          } while (more
              && block.rows() < BLOCK_ROWS
              && (heads.isEmpty() || first.compareTo(heads.element()) < 0));
          if (more) {
            heads.add(first);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read spilled events: " + e.getMessage(), e);
      }
      return block;
    }
  }
}
