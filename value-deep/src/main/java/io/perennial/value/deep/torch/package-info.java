// SPDX-License-Identifier: Apache-2.0
/** The same networks in PyTorch, for what plain Java is slow at: the gradient of the loss. */
@NullMarked
package io.perennial.value.deep.torch;

import org.jspecify.annotations.NullMarked;
