// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep.net;

import java.util.ArrayList;
import java.util.List;

/**
 * The shape of a network of three outputs: which arrays of weights it has, in which order.
 *
 * @param statics how many features of the customer it reads, >= 1
 * @param perEvent how many numbers of each event, besides kind and product
 * @param kinds rows of the table of kinds, >= 1
 * @param products rows of the table of products, >= 1
 * @param width of every hidden layer, a multiple of 4
 */
public record NetShape(
    Architecture architecture, int statics, int perEvent, int kinds, int products, int width) {

  /** Events that are read at most, the latest ones. */
  public static final int LONGEST = 64;

  /** What a network answers: three numbers. */
  public static final int OUTPUTS = 3;

  /** Heads of attention. */
  public static final int HEADS = 4;

  /** How far apart the convolutions look, in events. */
  public static final List<Integer> DILATIONS = List.of(1, 2, 4, 8);

  /** Numbers for a kind. */
  public static final int KIND_WIDTH = 4;

  /** Numbers for a product. */
  public static final int PRODUCT_WIDTH = 8;

  public NetShape {
    if (statics < 1 || perEvent < 1 || kinds < 1 || products < 1) {
      throw new IllegalArgumentException(
          "Invalid network: "
              + statics
              + " features, "
              + perEvent
              + " numbers an event, "
              + kinds
              + " kinds, "
              + products
              + " products (must be >= 1 each)");
    }
    if (width < HEADS || width % HEADS != 0) {
      throw new IllegalArgumentException(
          "Invalid width: " + width + " (must be a multiple of " + HEADS + ")");
    }
  }

  /** How weights begin. */
  public enum Start {
    ZERO,
    ONE,
    /** Uniform, by the sum of rows and columns. Source: Glorot and Bengio (2010). */
    SPREAD,
    /** 0, and 1 for the second quarter: an LSTM begins by remembering. */
    REMEMBER,
    /** Normal with deviation 0.1. */
    SMALL
  }

  /**
   * One array of weights.
   *
   * @param rows what it gives
   * @param columns what it takes; 1 for a vector
   */
  public record Part(String name, int rows, int columns, Start start) {
    /** How many weights. */
    public int size() {
      return rows * columns;
    }

    /** Whether weight decay draws it towards 0. */
    public boolean decays() {
      return start == Start.SPREAD;
    }
  }

  /** Numbers of an event as a network reads it. */
  public int eventWidth() {
    return perEvent + KIND_WIDTH + PRODUCT_WIDTH;
  }

  /** Its arrays, in order. */
  public List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    linear(parts, "static", width, statics);
    if (architecture.readsEvents()) {
      parts.add(new Part("kinds", kinds, KIND_WIDTH, Start.SMALL));
      parts.add(new Part("products", products, PRODUCT_WIDTH, Start.SMALL));
    }
    switch (architecture) {
      case FEED_FORWARD -> {}
      case LSTM -> {
        parts.add(new Part("input", 4 * width, eventWidth(), Start.SPREAD));
        parts.add(new Part("memory", 4 * width, width, Start.SPREAD));
        parts.add(new Part("memory bias", 4 * width, 1, Start.REMEMBER));
      }
      case TEMPORAL_CONVOLUTION -> {
        linear(parts, "input", width, eventWidth());
        for (int dilation : DILATIONS) {
          linear(parts, "convolution " + dilation, width, 3 * width);
        }
      }
      case ATTENTION -> {
        linear(parts, "input", width, eventWidth());
        norm(parts, "first norm");
        parts.add(new Part("query", width, width, Start.SPREAD));
        parts.add(new Part("key", width, width, Start.SPREAD));
        parts.add(new Part("value", width, width, Start.SPREAD));
        linear(parts, "mix", width, width);
        norm(parts, "second norm");
        linear(parts, "wide", 2 * width, width);
        linear(parts, "narrow", width, 2 * width);
      }
    }
    linear(parts, "joint", width, architecture.readsEvents() ? 3 * width : width);
    parts.add(new Part("output", OUTPUTS, width, Start.ZERO));
    parts.add(new Part("output bias", OUTPUTS, 1, Start.ZERO));
    parts.add(new Part("direct", OUTPUTS, statics, Start.ZERO));
    return List.copyOf(parts);
  }

  private static void linear(List<Part> parts, String name, int rows, int columns) {
    parts.add(new Part(name, rows, columns, Start.SPREAD));
    parts.add(new Part(name + " bias", rows, 1, Start.ZERO));
  }

  private void norm(List<Part> parts, String name) {
    parts.add(new Part(name, width, 1, Start.ONE));
    parts.add(new Part(name + " bias", width, 1, Start.ZERO));
  }
}
