// SPDX-License-Identifier: Apache-2.0
package io.perennial.value;

/**
 * A model and what is known about its fit.
 *
 * @param model the likeliest member of its family
 * @param certificate how sure that is
 */
public record Fitted<M>(M model, Certificate certificate) {}
