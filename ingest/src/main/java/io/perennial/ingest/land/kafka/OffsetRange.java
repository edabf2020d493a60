// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.kafka;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/**
 * Messages of a partition that follow each other, as names of pieces say it: {@code orders/0
 * 100-199}. Some offsets in it may have no message: a transaction's mark, an aborted one, one that
 * was compacted.
 *
 * @param first included
 * @param last included
 */
record OffsetRange(TopicPartition partition, long first, long last) {

  private static final Pattern NAME =
      Pattern.compile("([A-Za-z0-9._-]+)/([0-9]{1,9}) ([0-9]{1,18})-([0-9]{1,18})");

  /** The range in a name; empty for a name of something else. */
  static Optional<OffsetRange> parse(String name) {
    Matcher said = NAME.matcher(name);
    return said.matches()
        ? Optional.of(
            new OffsetRange(
                new TopicPartition(said.group(1), Integer.parseInt(said.group(2))),
                Long.parseLong(said.group(3)),
                Long.parseLong(said.group(4))))
        : Optional.empty();
  }

  /** The name of the piece with these messages. */
  String name() {
    return shown(partition) + ' ' + first + '-' + last;
  }

  /** What people call a partition. */
  static String shown(TopicPartition partition) {
    return partition.topic() + '/' + partition.partition();
  }
}
