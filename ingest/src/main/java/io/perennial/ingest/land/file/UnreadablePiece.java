// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.file;

import io.perennial.ingest.IngestException;
import io.perennial.ingest.land.Landed;
import io.perennial.ingest.land.Piece;
import java.nio.file.Path;

/**
 * What cannot be read, and says why when it is looked at.
 *
 * @param name what people call it
 * @param why it cannot be read
 */
record UnreadablePiece(String name, IngestException why) implements Piece {

  @Override
  public String fingerprint() {
    throw why;
  }

  @Override
  public long bytes() {
    return 0;
  }

  @Override
  public Landed land(Path copies) {
    throw why;
  }

  @Override
  public void requireUnchanged() {
    throw why;
  }
}
