"""Tic-tac-toe by minimax with alpha-beta and memo; counts and a played game."""

from functools import cache

LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]


def winner(board):
    for a, b, c in LINES:
        if board[a] != "." and board[a] == board[b] == board[c]:
            return board[a]
    return None if "." in board else "draw"


def moves(board):
    return [i for i, c in enumerate(board) if c == "."]


def play(board, move, player):
    return board[:move] + player + board[move + 1:]


@cache
def value(board, player):
    if result := winner(board):
        return {"X": 1, "O": -1, "draw": 0}[result]
    other = "O" if player == "X" else "X"
    return (max if player == "X" else min)(value(play(board, m, player), other) for m in moves(board))


nodes = 0


def alpha_beta(board, player, alpha=-2, beta=2):
    global nodes
    nodes += 1
    if result := winner(board):
        return {"X": 1, "O": -1, "draw": 0}[result]
    for m in moves(board):
        score = alpha_beta(play(board, m, player), "O" if player == "X" else "X", alpha, beta)
        if player == "X":
            alpha = max(alpha, score)
        else:
            beta = min(beta, score)
        if alpha >= beta:
            break
    return alpha if player == "X" else beta


def best(board, player):
    other = "O" if player == "X" else "X"
    choose = max if player == "X" else min
    return choose(moves(board), key=lambda m: value(play(board, m, player), other))


board, player = "." * 9, "X"
print(value(board, player), alpha_beta("X...O....", "X"), nodes, value.cache_info().currsize)
while not winner(board):
    board = play(board, best(board, player), player)
    player = "O" if player == "X" else "X"
    print(*(board[i:i + 3] for i in (0, 3, 6)), sep="\n", end="\n\n")
print(winner(board), value("XX.OO....", "X"), value("XX.OO....", "O"), best("XX.OO....", "X"), best("XX.OO....", "O"))
