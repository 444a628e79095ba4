"""How gunicorn serves Fondaco behind nginx."""

bind = "unix:/run/fondaco/web.sock"
# nginx is in the group of the service; nobody else may write to the socket.
umask = 0o007
# Two processes of three threads answer some dozens of people at once in 300 MB.
workers = 2
threads = 3
# What a slow page may take before its process is replaced; an import is the worker's.
timeout = 60
# The heartbeat of the processes, in memory: a busy disk must not look like a hang.
worker_tmp_dir = "/dev/shm"
# Whatever leaks is given back in time, not by both at once.
max_requests = 5000
max_requests_jitter = 500
# nginx keeps the log of requests; journald has what goes wrong.
loglevel = "warning"
proc_name = "fondaco"
control_socket_disable = True
