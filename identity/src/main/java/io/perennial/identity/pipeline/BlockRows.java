// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.identity.block.Blocks;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The rows of all blocks, for the engine to pair. */
final class BlockRows implements Iterator<Batch> {

  private static final List<Field> WRITES =
      List.of(
          new Field("rule_no", ColumnType.LONG),
          new Field("block_no", ColumnType.LONG),
          new Field("row_no", ColumnType.LONG));
  private static final int BATCH_ROWS = 1 << 14;

  private final Blocks.Cursor cursor;
  private boolean more;

  private BlockRows(Blocks blocks) {
    cursor = blocks.rows();
    more = cursor.next();
  }

  static Batches of(Blocks blocks) {
    return Batches.of(WRITES, new BlockRows(blocks));
  }

  @Override
  public boolean hasNext() {
    return more;
  }

  @Override
  public Batch next() {
    if (!more) {
      throw new NoSuchElementException();
    }
    Batch batch = new Batch(WRITES, BATCH_ROWS);
    batch.fill(BATCH_ROWS);
    int rows = 0;
    for (; more && rows < BATCH_ROWS; rows++) {
      batch.longs(0)[rows] = cursor.rule();
      batch.longs(1)[rows] = cursor.block();
      batch.longs(2)[rows] = cursor.row();
      more = cursor.next();
    }
    batch.fill(rows);
    return batch;
  }
}
