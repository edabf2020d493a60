// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.kafka;

import io.perennial.domain.StableHash;
import io.perennial.ingest.land.JsonRowFile;
import io.perennial.ingest.land.Landed;
import io.perennial.ingest.land.Piece;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import org.apache.kafka.common.Uuid;

/** A range of offsets. What a broker has at an offset never changes, so the range tells it. */
final class KafkaPiece implements Piece {

  /** About what a message has, packed; nobody knows before it is read. */
  private static final int BYTES = 100;

  private final OffsetRange range;
  private final Uuid topic;
  private final long plan;
  private final Broker broker;

  /**
   * @param topic the id of this life of the topic
   * @param plan with which it was announced
   */
  KafkaPiece(OffsetRange range, Uuid topic, long plan, Broker broker) {
    this.range = range;
    this.topic = topic;
    this.plan = plan;
    this.broker = broker;
  }

  @Override
  public String name() {
    return range.name();
  }

  @Override
  public String fingerprint() {
    return fingerprint(range, topic);
  }

  /** Of a range in one life of a topic: one that is made anew has other messages. */
  static String fingerprint(OffsetRange range, Uuid topic) {
    return String.format(
        Locale.ROOT,
        "%x-%016x",
        range.last() - range.first() + 1,
        StableHash.of(range.name() + ' ' + topic));
  }

  @Override
  public long bytes() {
    return (range.last() - range.first() + 1) * BYTES;
  }

  @Override
  public Landed land(Path copies) {
    Path file = copies.resolve("messages-" + UUID.randomUUID() + ".jsonl.gz");
    try (JsonRowFile rows = new JsonRowFile(file)) {
      broker.read(range, new MessageRows(rows)::write);
    }
    return Landed.jsonLines(file);
  }

  @Override
  public String together() {
    return "plan " + plan;
  }

  @Override
  public void requireUnchanged() {}
}
