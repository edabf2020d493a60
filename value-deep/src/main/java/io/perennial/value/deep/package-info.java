// SPDX-License-Identifier: Apache-2.0
/**
 * Networks over what customers did: trained with PyTorch, anchored to Pareto/NBD, run in plain
 * Java.
 */
@NullMarked
package io.perennial.value.deep;

import org.jspecify.annotations.NullMarked;
