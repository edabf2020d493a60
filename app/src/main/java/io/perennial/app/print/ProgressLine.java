// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.print;

import io.perennial.lake.step.Progress;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Progress for people. On a terminal one line that is drawn over; elsewhere a line at the start and
 * one every ten seconds. Safe for use by many threads.
 */
public final class ProgressLine implements Progress, AutoCloseable {

  private static final Duration ON_TERMINAL = Duration.ofMillis(100);
  private static final Duration ELSEWHERE = Duration.ofSeconds(10);
  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream err;
  private final boolean terminal;
  private final Clock clock;
  private String what = "";
  private String unit = "";
  private long total;
  private long done;
  private Instant began = Instant.EPOCH;
  private Instant shown = Instant.EPOCH;
  private boolean drawn;

  /**
   * @param terminal whether lines may be drawn over
   */
  public ProgressLine(PrintStream err, boolean terminal, Clock clock) {
    this.err = err;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public synchronized void begin(String job, long units, String unitName) {
    what = job;
    unit = unitName;
    total = units;
    done = 0;
    began = clock.instant();
    shown = began;
    if (terminal) {
      draw(began);
    } else {
      err.println(what + "…");
    }
  }

  @Override
  public synchronized void advance(long units) {
    done += units;
    Instant now = clock.instant();
    if (Duration.between(shown, now).compareTo(terminal ? ON_TERMINAL : ELSEWHERE) >= 0) {
      shown = now;
      draw(now);
    }
  }

  @Override
  public synchronized void say(String line) {
    rest();
    err.println(line);
  }

  @Override
  public void close() {
    rest();
  }

  /** Takes the moving line away, until there is more to tell. */
  public synchronized void rest() {
    if (drawn) {
      err.print(CLEAR);
      err.flush();
      drawn = false;
    }
  }

  private void draw(Instant now) {
    String line = line(Duration.between(began, now));
    if (terminal) {
      err.print(CLEAR + line);
      err.flush();
      drawn = true;
    } else {
      err.println(line);
    }
  }

  /** {@code reading orders.csv: 1,200,000 of 5,000,000 rows, 800,000 rows/s, 4.8 s left}. */
  private String line(Duration spent) {
    if (done == 0) {
      return what + "…";
    }
    StringBuilder line = new StringBuilder(what).append(": ").append(amount(done));
    if (total > 0) {
      line.append(" of ").append(amount(total));
    }
    line.append(isBytes() ? "" : " " + unit);
    double seconds = spent.toMillis() / 1e3;
    if (seconds >= 1) {
      long rate = Math.round(done / seconds);
      line.append(", ").append(amount(rate)).append(isBytes() ? "/s" : " " + unit + "/s");
      if (total > done && rate > 0) {
        line.append(", ")
            .append(Amounts.time(Duration.ofSeconds((total - done) / rate)))
            .append(" left");
      }
    }
    return line.toString();
  }

  private String amount(long units) {
    return isBytes() ? Amounts.bytes(units) : Amounts.count(units);
  }

  private boolean isBytes() {
    return unit.equals("bytes");
  }
}
